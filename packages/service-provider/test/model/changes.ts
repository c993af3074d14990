// How accepted changes of settings change the model. Each gives the audit records that must come of it.

import { isLapsed, isOverdue, maySwitchOn } from './rules.ts';
import {
  DEFAULT_POLICY,
  sameContent,
  type Content,
  type ModelConnection,
  type ModelPolicy,
  type TeamModel,
} from './team-model.ts';

type Events = readonly string[];
/** What the answer calls the connections: the model has no say in how new ones are named. */
export interface ShownIds {
  readonly live?: string | undefined;
  readonly draft?: string | undefined;
}

/** An accepted write: an overdue roll-back comes first; a new revision only if there is something to write down. */
export function write(team: TeamModel, change: () => Events): void {
  const rolledBack = rollBack(team);
  const events = [...rolledBack, ...change()];
  team.audit.push(...events);
  if (events.length > 0) team.revision += 1;
}

export function rollBack(team: TeamModel): Events {
  if (!isOverdue(team)) return [];
  team.mode = 'optional';
  team.requirement = null;
  return ['requirement_rolled_back'];
}

export function save(
  team: TeamModel,
  mode: 'off' | 'optional' | undefined,
  content: Content,
  shown: ShownIds,
): Events {
  const events = mode === undefined ? [] : switchMode(team, mode);
  const inUse = team.live !== null && team.mode !== 'off';
  if (inUse && team.live && sameContent(team.live, content)) return events;
  const saved =
    inUse || !maySwitchOn(team) ? saveDraft(team, content, shown) : saveLive(team, content, shown);
  return [...events, ...saved];
}

export function saveDraft(team: TeamModel, content: Content, { draft: shown }: ShownIds): Events {
  const before = team.draft;
  const basedOn = team.live?.id ?? null;
  const kept = before !== null && sameContent(before, content);
  if (kept && before.basedOn === basedOn) return [];
  team.draft = { ...content, id: kept ? before.id : newId(team, shown), basedOn };
  return ['connection_saved'];
}

function saveLive(team: TeamModel, content: Content, { live: shown }: ShownIds): Events {
  const { live, draft } = team;
  const same = live !== null && sameContent(live, content);
  if (same && draft === null) return [];
  const tried = draft !== null && sameContent(draft, content) ? draft.id : null;
  const next = same ? live : { ...content, id: tried ?? newId(team, shown) };
  goLive(team, next);
  return ['connection_saved'];
}

export function promote(team: TeamModel): Events {
  if (!team.draft) throw new Error('there is no draft');
  const { basedOn: _, ...next } = team.draft;
  goLive(team, next);
  return ['connection_promoted'];
}

export function undo(team: TeamModel): Events {
  if (!team.previous) throw new Error('there is nothing to undo');
  const { draft } = team;
  goLive(team, team.previous.connection);
  team.draft = draft;
  return ['promotion_undone'];
}

/** Another provider has proved nothing yet; the same one's proofs stay good. */
function goLive(team: TeamModel, next: ModelConnection): void {
  const { live, now } = team;
  if (live && live.id !== next.id) team.previous = { connection: live, replacedAt: now };
  if (live && live.idp !== next.idp) team.proofsValidFrom = now;
  team.live = next;
  team.draft = null;
}

export function switchMode(team: TeamModel, mode: 'off' | 'optional'): Events {
  if (team.mode === mode) return [];
  team.mode = mode;
  team.requirement = null;
  if (mode === 'off') team.proofsValidFrom = team.now;
  return ['mode_changed'];
}

export function requireSso(team: TeamModel, graceHours: number, rollbackMinutes: number): Events {
  if (team.mode === 'required') return [];
  const { now } = team;
  team.mode = 'required';
  team.requirement = {
    since: now,
    confirmBy: rollbackMinutes === 0 ? null : now + rollbackMinutes * 60_000,
    graceEndsAt: now + graceHours * 3_600_000,
    confirmed: rollbackMinutes === 0,
  };
  return ['mode_changed'];
}

export function changePolicy(team: TeamModel, change: Partial<ModelPolicy>): Events {
  const next = { ...team.policy, ...change };
  if (JSON.stringify(next) === JSON.stringify(team.policy)) return [];
  team.policy = next;
  return ['policy_changed'];
}

export function discardDraft(team: TeamModel): Events {
  if (!team.draft) return [];
  team.draft = null;
  return ['draft_discarded'];
}

export function isNeverConfigured({ mode, live, draft, previous, policy }: TeamModel): boolean {
  const nothing = live === null && draft === null && previous === null;
  return mode === 'off' && nothing && JSON.stringify(policy) === JSON.stringify(DEFAULT_POLICY);
}

export function deleteAll(team: TeamModel): Events {
  if (isNeverConfigured(team)) return [];
  team.mode = 'off';
  team.live = null;
  team.draft = null;
  team.previous = null;
  team.policy = DEFAULT_POLICY;
  team.requirement = null;
  team.proofsValidFrom = team.now;
  return ['configuration_deleted'];
}

/** "after it only certificate renewal and switching off are allowed" */
export function refusesForLapse(team: TeamModel, next: Content): boolean {
  const { live } = team;
  const onlyCertificates = live !== null && live.idp === next.idp && live.forceAuthn === next.forceAuthn;
  return isLapsed(team.planHeard, team.now) && team.mode !== 'off' && !onlyCertificates;
}

/** "A connection has a connectionId, new at each change of its content" */
function newId(team: TeamModel, shown: string | undefined): string {
  if (shown === undefined || team.connectionIds.has(shown))
    throw new Error(`a changed connection is called ${shown}, which is no new id`);
  team.connectionIds.add(shown);
  return shown;
}

// Domains of a team: asked for, verified by a DNS record, removed. Each change is the next revision of the settings.

import {
  afterCheck,
  afterLapse,
  domainView,
  domainRecordValue,
  MAX_DOMAINS,
  nextCheckOf,
  readDomain,
  type AuditEvent,
  type DomainChange,
  type DomainCheck,
  type DomainsView,
  type Issue,
  type RecordIssue,
  type SettingsView,
  type StoredDomain,
} from '@team-sso/core';
import { lookUpDomain } from '../domains/look-up-domain.ts';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import { TooManyRequests } from '../too-many-requests.ts';
import { actorOf } from './actor.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { recheckDomain } from './recheck-domains.ts';
import { viewSettings } from './settings-view.ts';
import {
  changeContextOf,
  mustBeCurrent,
  rereadSettings,
  staleSettings,
  type SettingsWrite,
} from './write-settings.ts';

/** Causes work elsewhere: at somebody's name servers. */
const LOOK_UP_LIMIT = { calls: 30, seconds: 60 } as const;

/** `GET /domains`. */
export async function viewDomains<Context>(
  service: Service<Context>,
  { team, member }: SettingsCall,
): Promise<DomainsView> {
  const now = service.now();
  const domains = await service.store.readDomains(team);
  return { domains: domains.map((domain) => domainView(domain, now, member.manage)), limit: MAX_DOMAINS };
}

/** `POST /domains`, with a domain in stored form. Asking twice changes nothing. @throws ProblemError */
export async function addDomain<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  domain: string,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const { call } = write;
  await mustAllowDomains(service, call);
  if (service.refusedDomains.includes(domain))
    throw new ProblemError('validation_failed', {
      issues: [{ path: 'domain', code: 'domain_refused', received: domain }],
    });
  if (await ownDomain(service, call, domain)) return viewSettings(service, call);
  await mustBeFree(service, call.team, domain, false);
  const change: DomainChange = { kind: 'add', domain, token: service.newSecret(), max: MAX_DOMAINS };
  return writeDomain(service, write, change, { type: 'domain_added', actor: actorOf(call), domain });
}

/** `POST /domains/:domain/verify`: looks now, whatever the state. @throws ProblemError */
export async function verifyDomain<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  typed: string,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const { call } = write;
  await mustAllowDomains(service, call);
  const known = await mustBeOwn(service, call, typed);
  const { domain, token } = known;
  if (token === null) return viewSettings(service, call);
  await countLookUp(service, call);
  const check = await lookUpDomain(service, { domain, token });
  if (check !== 'found') {
    await settle(service, known, check);
    throw new ProblemError('domain_not_verified', { issues: [recordIssue(check, token)] });
  }
  if (known.state === 'verified' && (await settle(service, known, check))) return viewSettings(service, call);
  await mustBeFree(service, call.team, domain, true);
  const change: DomainChange = { kind: 'verify', domain, token, checkDueAt: nextCheckOf(service.now()) };
  return writeDomain(service, write, change, {
    type: 'domain_verified',
    actor: actorOf(call),
    domain,
    by: 'dns',
  });
}

/** @throws TooManyRequests when this person had too many look-ups within a minute. */
async function countLookUp<Context>(
  service: Service<Context>,
  { team, userId }: SettingsCall,
): Promise<void> {
  const key = `domain-look-up:${team}:${userId}`;
  if (!(await service.store.countCall(key, LOOK_UP_LIMIT, service.now())))
    throw new TooManyRequests(LOOK_UP_LIMIT.seconds);
}

/** `DELETE /domains/:domain`. Nobody loses membership by it. @throws ProblemError */
export async function removeDomain<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  typed: string,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const { domain } = await mustBeOwn(service, write.call, typed);
  return writeDomain(
    service,
    write,
    { kind: 'remove', domain },
    { type: 'domain_removed', actor: actorOf(write.call), domain },
  );
}

/** After a known lapse of the plan a team in use may weaken what it has and renew certificates, nothing else. */
async function mustAllowDomains<Context>(service: Service<Context>, call: SettingsCall): Promise<void> {
  const { lapsed } = await changeContextOf(service, call);
  if (lapsed && call.stored.settings.mode !== 'off') throw new ProblemError('not_entitled');
}

/** Says that it is taken, never by whom. A lapse that is due is made durable first. */
async function mustBeFree<Context>(
  service: Service<Context>,
  team: string,
  domain: string,
  isProved: boolean,
): Promise<void> {
  const owned = await service.store.readOwnedDomain(domain);
  if (!owned || owned.team === team) return;
  const now = service.now();
  const lapse = afterLapse(owned, now);
  if (!lapse) {
    // Somebody else controls its DNS by now, perhaps: if the owner's record is gone, its time runs from here.
    if (isProved) await recheckDomain(service, owned);
    throw new ProblemError('domain_taken');
  }
  // False: somebody else wrote first. The write that follows will know.
  await service.store.settleDomain(owned, lapse.after, lapse.events, {
    now,
    seal: service.auditSealer.seal,
  });
  service.noticesWaiting();
}

async function writeDomain<Context>(
  service: Service<Context>,
  { call, expectedRevision }: SettingsWrite,
  change: DomainChange,
  event: AuditEvent,
): Promise<SettingsView> {
  const { team } = call;
  const options = { now: service.now(), seal: service.auditSealer.seal };
  const written = await service.store.writeDomain(team, expectedRevision, change, [event], options);
  switch (written.kind) {
    case 'written': {
      const { revision } = written;
      service.observe({ name: 'team_sso.settings_changed', team, revision, events: [event.type] });
      service.noticesWaiting();
      return viewSettings(service, await rereadSettings(service, call));
    }
    case 'stale':
    case 'exists':
      throw await staleSettings(service, call);
    case 'taken':
      throw new ProblemError('domain_taken');
    case 'unknown':
      throw new ProblemError('domain_not_found');
    case 'too_many':
      throw new ProblemError('too_many_domains');
  }
}

async function settle<Context>(
  service: Service<Context>,
  before: StoredDomain,
  check: DomainCheck,
): Promise<boolean> {
  const now = service.now();
  const { after, events } = afterCheck(before, check, now);
  const settled = await service.store.settleDomain(before, after, events, {
    now,
    seal: service.auditSealer.seal,
  });
  if (events.length > 0) service.noticesWaiting();
  return settled;
}

async function ownDomain<Context>(
  service: Service<Context>,
  { team }: SettingsCall,
  domain: string,
): Promise<StoredDomain | undefined> {
  return (await service.store.readDomains(team)).find((own) => own.domain === domain);
}

async function mustBeOwn<Context>(
  service: Service<Context>,
  call: SettingsCall,
  typed: string,
): Promise<StoredDomain> {
  const domain = readDomain(typed);
  // The host may have adopted one that nobody could ask for.
  const own = await ownDomain(service, call, domain.ok ? domain.value : typed);
  if (!own) throw new ProblemError('domain_not_found');
  return own;
}

const ISSUE_OF: Readonly<Record<Exclude<DomainCheck, 'found'>, RecordIssue>> = {
  missing: 'record_missing',
  different: 'record_different',
  wildcard: 'record_wildcard',
  unreachable: 'dns_unreachable',
};

function recordIssue(check: Exclude<DomainCheck, 'found'>, token: string): Issue {
  return { path: 'record', code: ISSUE_OF[check], expected: domainRecordValue(token) };
}

// A client without a server, for stories and for hosts' own tests: it behaves like the API, in memory.

import {
  recognise,
  type ParseAnswer,
  type SettingsView,
  type StoredConnection,
  type TestRunView,
} from '@team-sso/core';
import { FAKE_ATTEMPTS, FAKE_AUDIT, type FakeActivity } from './fake/activity.ts';
import { laterVerbs, type FakeKernel, type LaterVerb } from './fake/later-verbs.ts';
import { upkeepVerbs, type FakeUpkeep, type UpkeepVerb } from './fake/upkeep-verbs.ts';
import { FAKE_NOW, fakeCertificateView, fakeView, neverConfigured, type FakeScene } from './fake/views.ts';
import type { ModeRequest, SaveRequest, SettingsClient } from './settings-client.ts';
import { splitCertificates } from './settings-draft.ts';
import { SettingsProblem, type SavedElsewhere } from './settings-problem.ts';

export { fakeLongActivity, type FakeActivity } from './fake/activity.ts';
export {
  FAKE_GREAT_CHANGE,
  FAKE_METADATA_URL,
  FAKE_NEW_CERTIFICATE,
  fakeFederation,
  fakeMetadataAnswer,
  fakeOffered,
  fakeUnreadable,
} from './fake/metadata.ts';
export { fakeDomain, type FakeUpkeep } from './fake/upkeep-verbs.ts';
export { FAKE_OTHER_CERTIFICATE, fakeTestRun, type FakeTest } from './fake/test-runs.ts';
export {
  FAKE_CONNECTION,
  FAKE_NOW,
  FAKE_SCENES,
  fakeCertificate,
  fakeCertificateView,
  fakeRecovery,
  fakeView,
  type FakeScene,
} from './fake/views.ts';

/** A verb of the client, as written in the log. */
export type FakeVerb =
  | 'readSettings'
  | 'save'
  | 'setMode'
  | 'deleteSettings'
  | 'parse'
  | 'discardDraft'
  | LaterVerb
  | UpkeepVerb;

export interface FakeClientOptions {
  /** Where to start: a state, or a whole view. Default `off`. */
  readonly start?: FakeScene | SettingsView;
  /** Held before each answer: a promise that never ends shows what waiting looks like. Default: answers at once. */
  readonly latency?: (verb: FakeVerb) => Promise<void>;
  readonly now?: () => Date;
  /** Whether drafts can be thrown away by themselves. Default false, as with the server so far. */
  readonly canDiscardDraft?: boolean;
  /** Whether the client has the optional verbs too: drafts, tests, activity and ways back in. Default false. */
  readonly hasEveryVerb?: boolean;
  /** What `readTest` answers, one after the other; the last one again and again. */
  readonly testRuns?: readonly TestRunView[];
  /** What there is of activity. Default: two sign-ins and three changes. */
  readonly activity?: FakeActivity;
  /** What metadata, its review and DNS say, with every verb. */
  readonly upkeep?: FakeUpkeep;
}

/** The client, and what a test wants of it besides. */
export interface FakeClient extends SettingsClient {
  /** What is saved now. */
  readonly view: SettingsView;
  /** Every call so far with its arguments. */
  readonly calls: readonly { readonly verb: FakeVerb; readonly sent: readonly unknown[] }[];
  /** The next call of a verb fails with this. */
  failNext(verb: FakeVerb, problem: SettingsProblem): void;
  /** Somebody else saves: the revision moves on. */
  change(change: Partial<SettingsView>, saved?: SavedElsewhere): void;
}

/** Makes a client that answers from memory. */
export function createFakeClient(options: FakeClientOptions = {}): FakeClient {
  const client = new InMemoryClient(options);
  if (!options.hasEveryVerb) return client;
  return Object.assign(
    client,
    laterVerbs(
      client.kernel,
      options.testRuns ?? [],
      options.activity ?? { attempts: FAKE_ATTEMPTS, audit: FAKE_AUDIT },
    ),
    upkeepVerbs(client.kernel, options.upkeep ?? {}),
  );
}

class InMemoryClient implements FakeClient {
  readonly calls: { readonly verb: FakeVerb; readonly sent: readonly unknown[] }[] = [];
  readonly discardDraft?: (revision: number) => Promise<SettingsView>;
  readonly #options: FakeClientOptions;
  readonly #failures = new Map<FakeVerb, SettingsProblem>();
  #view: SettingsView;
  #made = 1;
  #saved: SavedElsewhere = {};

  constructor(options: FakeClientOptions) {
    this.#options = options;
    const { start = 'off' } = options;
    this.#view = typeof start === 'string' ? fakeView(start, this.#now()) : start;
    if (options.canDiscardDraft)
      this.discardDraft = async (revision) => {
        await this.#called('discardDraft', revision);
        this.#checkRevision(revision);
        return this.#write({ draft: null });
      };
  }

  get view(): SettingsView {
    return this.#view;
  }

  /** What verbs outside of this class work with. */
  get kernel(): FakeKernel {
    return {
      called: (verb, ...sent) => this.#called(verb, ...sent),
      checkRevision: (revision) => this.#checkRevision(revision),
      write: (change, savedAs) => this.#write(change, savedAs),
      view: () => this.#view,
      now: () => this.#now(),
    };
  }

  failNext(verb: FakeVerb, problem: SettingsProblem): void {
    this.#failures.set(verb, problem);
  }

  change(change: Partial<SettingsView>, saved: SavedElsewhere = {}): void {
    this.#saved = saved;
    this.#write(change);
  }

  async readSettings(): Promise<SettingsView> {
    await this.#called('readSettings');
    return this.#view;
  }

  async save(request: SaveRequest, revision: number): Promise<SettingsView> {
    await this.#called('save', request, revision);
    this.#checkRevision(revision);
    const { mode = this.#view.mode, connection } = request;
    if (mode === 'optional' && !this.#view.entitlement.entitled)
      throw new SettingsProblem('not_entitled', { status: 403 });
    if (request.mode && this.#view.mode === 'required')
      throw new SettingsProblem('required_is_on', { status: 409 });
    if (!connection) return this.#write({ mode, effectiveMode: mode });
    const stored: StoredConnection = { ...connection, connectionId: `con-new-${this.#made++}` };
    const goesLive =
      this.#view.entitlement.entitled && (this.#view.live === null || this.#view.mode === 'off');
    if (!goesLive)
      return this.#write({ draft: { ...stored, basedOn: this.#view.live?.connectionId ?? null } }, 'draft');
    const certificates = connection.signingCertificates.map((pem) => fakeCertificateView(pem, this.#now()));
    const refusals = ['live_connection_not_tested', 'admin_not_signed_in_by_sso'] as const;
    return this.#write(
      { mode, effectiveMode: mode, live: stored, draft: null, certificates, requirement: { refusals } },
      'live',
    );
  }

  async setMode(request: ModeRequest, revision: number): Promise<SettingsView> {
    await this.#called('setMode', request, revision);
    this.#checkRevision(revision);
    const { mode } = request;
    if (mode !== 'required') return this.#write({ mode, effectiveMode: mode, requirement: { refusals: [] } });
    const { refusals } = this.#view.requirement;
    if (refusals.length > 0) throw new SettingsProblem('requirement_refused', { status: 409, refusals });
    const since = this.#now();
    const confirmBy = new Date(since.getTime() + 15 * 60_000).toISOString();
    return this.#write({
      mode,
      effectiveMode: mode,
      requirement: { refusals, since: since.toISOString(), confirmBy },
    });
  }

  async deleteSettings(revision: number, confirm: readonly string[] = []): Promise<SettingsView> {
    await this.#called('deleteSettings', revision, confirm);
    this.#checkRevision(revision);
    const { entitlement, serviceProvider, permissions } = this.#view;
    return this.#write({ ...neverConfigured(), entitlement, serviceProvider, permissions });
  }

  async parse(text: string): Promise<ParseAnswer> {
    await this.#called('parse', text);
    const kind = recognise(text);
    if (kind !== 'certificate') return { kind, values: {}, certificates: [], warnings: [] };
    const signingCertificates = splitCertificates(text);
    const certificates = signingCertificates.map((pem) => fakeCertificateView(pem, this.#now()));
    return { kind, values: { signingCertificates }, certificates, warnings: [] };
  }

  async #called(verb: FakeVerb, ...sent: readonly unknown[]): Promise<void> {
    this.calls.push({ verb, sent });
    await this.#options.latency?.(verb);
    const failure = this.#failures.get(verb);
    if (!failure) return;
    this.#failures.delete(verb);
    throw failure;
  }

  #checkRevision(revision: number): void {
    if (revision !== this.#view.revision)
      throw new SettingsProblem('revision_stale', { status: 412, current: this.#view, ...this.#saved });
  }

  #write(change: Partial<SettingsView>, savedAs?: 'live' | 'draft'): SettingsView {
    const { savedAs: _, draftMove: _move, ...before } = this.#view;
    const revision = change.revision ?? this.#view.revision + 1;
    const view = { ...before, ...change, revision, ...(savedAs ? { savedAs } : {}) };
    const { live, draft } = view;
    const isMove = live && draft && live.idpEntityId !== draft.idpEntityId;
    this.#view = isMove ? { ...view, draftMove: { from: live.idpEntityId, to: draft.idpEntityId } } : view;
    return this.#view;
  }

  #now(): Date {
    return this.#options.now?.() ?? FAKE_NOW;
  }
}

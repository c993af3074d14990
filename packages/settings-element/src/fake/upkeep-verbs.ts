// The optional verbs of the fake client for a connection that lives: metadata, its changes, and domains.

import {
  readDomain,
  type DomainView,
  type MetadataReviewBody,
  type MetadataReviewView,
  type ParseAnswer,
  type ParseBody,
  type SettingsView,
} from '@team-sso/core';
import type { SettingsClient } from '../settings-client.ts';
import { SettingsProblem } from '../settings-problem.ts';
import type { FakeKernel } from './later-verbs.ts';
import { fakeMetadataAnswer, sameReview } from './metadata.ts';
import { fakeCertificate, fakeCertificateView } from './views.ts';

export type UpkeepVerb =
  | 'readMetadata'
  | 'readMetadataReview'
  | 'reviewMetadata'
  | 'addDomain'
  | 'verifyDomain'
  | 'removeDomain';

/** What the world outside says. */
export interface FakeUpkeep {
  /** What reading metadata comes to. Default: one provider, complete. */
  readonly readMetadata?: (body: ParseBody) => ParseAnswer;
  /** The review as it is at first. Default: nothing differs. */
  readonly review?: Partial<MetadataReviewView>;
  /** What a look at a domain's record comes to: `found`, or the code of what is wrong. Default: `record_missing`. */
  readonly dns?: Readonly<Partial<Record<string, string>>>;
}

export function upkeepVerbs(
  kernel: FakeKernel,
  upkeep: FakeUpkeep,
): Required<Pick<SettingsClient, UpkeepVerb>> {
  return { ...metadataVerbs(kernel, upkeep), ...domainVerbs(kernel, upkeep) };
}

function metadataVerbs(kernel: FakeKernel, { readMetadata = fakeMetadataAnswer, review = {} }: FakeUpkeep) {
  let isDecided = false;
  const current = (): MetadataReviewView => {
    const same = sameReview(kernel.view(), kernel.now());
    return { ...same, ...review, revision: same.revision, ...(isDecided ? { change: null } : {}) };
  };
  return {
    readMetadata: async (body: ParseBody) => (await kernel.called('readMetadata', body), readMetadata(body)),
    readMetadataReview: async () => (await kernel.called('readMetadataReview'), current()),
    reviewMetadata: async (body: MetadataReviewBody, revision: number) => {
      await kernel.called('reviewMetadata', body, revision);
      kernel.checkRevision(revision);
      if (body.action === 'check') return kernel.view();
      const { change } = current();
      if (!change || change.id !== body.change)
        throw new SettingsProblem('metadata_review_outdated', { status: 409 });
      isDecided = true;
      const health = kernel.view().health.filter(({ code }) => code !== 'metadata_changed');
      if (body.action === 'ignore') return kernel.write({ health, revision: kernel.view().revision });
      return accept(kernel, { change, isWhole: body.certificates === undefined, health });
    },
  };
}

function accept(
  kernel: FakeKernel,
  {
    change,
    isWhole,
    health,
  }: {
    readonly change: NonNullable<MetadataReviewView['change']>;
    readonly isWhole: boolean;
    readonly health: SettingsView['health'];
  },
): SettingsView {
  const { live, certificates } = kernel.view();
  if (!live) return kernel.view();
  const added = change.added.map(({ fingerprint }) => fakeCertificate(fingerprint));
  const signingCertificates = [...live.signingCertificates, ...added];
  if (isWhole && change.savedAs === 'draft') {
    const fields = Object.fromEntries(change.fields.map(({ field, published }) => [field, published]));
    const draft = {
      ...live,
      ...fields,
      signingCertificates,
      connectionId: 'con-published',
      basedOn: live.connectionId,
    };
    return kernel.write({ draft, health }, 'draft');
  }
  const views = added.map((pem) => fakeCertificateView(pem, kernel.now()));
  return kernel.write(
    { live: { ...live, signingCertificates }, certificates: [...certificates, ...views], health },
    'live',
  );
}

function domainVerbs(kernel: FakeKernel, { dns = {} }: FakeUpkeep) {
  const write = (change: (domains: readonly DomainView[]) => readonly DomainView[]): SettingsView =>
    kernel.write({ domains: change(kernel.view().domains) });
  const replace =
    (domain: string, next: (before: DomainView) => DomainView) =>
    (domains: readonly DomainView[]): readonly DomainView[] =>
      domains.map((each) => (each.domain === domain ? next(each) : each));
  return {
    addDomain: async (typed: string, revision: number) => {
      await kernel.called('addDomain', typed, revision);
      kernel.checkRevision(revision);
      const read = readDomain(typed);
      if (!read.ok) throw new SettingsProblem('validation_failed', { status: 422, issues: read.issues });
      if (dns[read.value] === 'taken') throw new SettingsProblem('domain_taken', { status: 409 });
      return write((domains) => [...domains, fakeDomain(read.value)]);
    },
    verifyDomain: async (domain: string, revision: number) => {
      await kernel.called('verifyDomain', domain, revision);
      kernel.checkRevision(revision);
      const at = kernel.now().toISOString();
      const code = dns[domain] ?? 'record_missing';
      if (code === 'found') return write(replace(domain, (before) => verified(before, at)));
      throw new SettingsProblem('domain_not_verified', { status: 409, issues: [{ path: 'domain', code }] });
    },
    removeDomain: async (domain: string, revision: number) => {
      await kernel.called('removeDomain', domain, revision);
      kernel.checkRevision(revision);
      return write((domains) => domains.filter((each) => each.domain !== domain));
    },
  };
}

function verified({ lapsesAt: _ends, ...before }: DomainView, at: string): DomainView {
  return {
    ...before,
    verified: true,
    state: 'verified',
    verifiedAt: at,
    lastCheckedAt: at,
    lastCheck: 'found',
  };
}

/** A domain with its record; nobody has looked for it yet. */
export function fakeDomain(domain: string, change: Partial<DomainView> = {}): DomainView {
  return {
    domain,
    verified: change.state === 'verified',
    state: 'pending',
    verifiedBy: 'dns',
    record: {
      type: 'TXT',
      name: `_team-sso.${domain}`,
      value: 'team-sso-verification=7Jm2Wq0c4xkT9bVYd1RfLs8uEoHnAgZp3iKtMyXvCrB',
    },
    addedAt: '2026-11-20T09:00:00Z',
    ...change,
  };
}

// Invented metadata of an invented provider: what reading it comes to, and how it may differ from what is live.

import type {
  MetadataReviewView,
  OfferedCertificate,
  ParseAnswer,
  ParseBody,
  SettingsView,
} from '@team-sso/core';
import { FAKE_CONNECTION, FAKE_NOW, fakeCertificate, fakeCertificateView } from './views.ts';

export const FAKE_METADATA_URL =
  'https://login.microsoftonline.com/8f4c2a61-3d0e-4b7a-9c15-e2a7d96b10f3/federationmetadata/2007-06/federationmetadata.xml?appid=2b61c7d4-55e0-4f0b-9f57-0c1d8a3b7e90';

/** Two certificates of one provider, as its URL or its file gives them. */
export function fakeMetadataAnswer(body: ParseBody): ParseAnswer {
  const signingCertificates = [...FAKE_CONNECTION.signingCertificates, fakeCertificate('two')];
  return {
    kind: 'metadata',
    values: {
      idpEntityId: body.idpEntityId ?? FAKE_CONNECTION.idpEntityId,
      signOnUrl: FAKE_CONNECTION.signOnUrl,
      signOnBinding: 'redirect',
      signingCertificates,
      logoutUrl: FAKE_CONNECTION.signOnUrl,
      logoutBinding: 'redirect',
      ...('url' in body ? { metadataUrl: body.url } : {}),
    },
    certificates: signingCertificates.map((pem) => fakeCertificateView(pem, FAKE_NOW)),
    warnings: [],
    signature: 'absent',
    validUntil: '2026-12-20T00:00:00Z',
  };
}

/** Metadata of a federation: the provider has to be chosen first. */
export function fakeFederation(body: ParseBody): ParseAnswer {
  if (body.idpEntityId !== undefined) return fakeMetadataAnswer(body);
  const names = ['Universität Beispielstadt', 'Acme', 'École d’exemple', 'جامعة المثال'];
  return {
    kind: 'metadata',
    values: {},
    certificates: [],
    warnings: [{ code: 'several_providers' }],
    choices: names.map((organizationName, index) => ({
      idpEntityId: `https://idp-${index + 1}.federation.example/simplesaml/saml2/idp/metadata.php`,
      organizationName,
    })),
    signature: 'unverified',
  };
}

/** Why metadata couldn't be read. */
export function fakeUnreadable(code: string, detail?: string): ParseAnswer {
  return { kind: 'url', values: {}, certificates: [], warnings: [{ code, ...(detail ? { detail } : {}) }] };
}

/** The review while nothing differs. */
export function sameReview({ live, revision }: SettingsView, now: Date): MetadataReviewView {
  return {
    revision,
    metadataPolicy: live?.metadataPolicy ?? 'notify',
    ...(live?.metadataUrl ? { metadataUrl: live.metadataUrl } : {}),
    checkedAt: new Date(now.getTime() - 5 * 3_600_000).toISOString(),
    isSigned: false,
    change: null,
    isPrepared: false,
  };
}

export function fakeOffered(seed: string, change: Partial<OfferedCertificate> = {}): OfferedCertificate {
  const {
    role: _,
    lastSeenAt: _seen,
    expiryStage: _stage,
    ...facts
  } = fakeCertificateView(fakeCertificate(seed), FAKE_NOW);
  return { ...facts, ...change };
}

/** One more certificate, whose key has already signed a sign-in that was refused. */
export const FAKE_NEW_CERTIFICATE: NonNullable<MetadataReviewView['change']> = {
  id: 'change-1',
  since: '2026-11-20T06:00:00Z',
  isIgnored: false,
  fields: [],
  added: [fakeOffered('two', { refusedSignIn: { at: '2026-11-23T09:51:00Z', shortCode: 'SSO-7Q2F' } })],
  removed: [],
  savedAs: 'live',
};

/** Everything that can change at once. */
export const FAKE_GREAT_CHANGE: NonNullable<MetadataReviewView['change']> = {
  ...FAKE_NEW_CERTIFICATE,
  id: 'change-2',
  fields: [
    {
      field: 'signOnUrl',
      current: FAKE_CONNECTION.signOnUrl,
      published: FAKE_CONNECTION.signOnUrl.replace('saml2', 'saml2/v2'),
    },
    { field: 'signOnBinding', current: 'redirect', published: 'post' },
    {
      field: 'idpEntityId',
      current: FAKE_CONNECTION.idpEntityId,
      published: 'https://sts.windows.net/another/',
    },
  ],
  added: [fakeOffered('two'), fakeOffered('three')],
  removed: [
    fakeCertificateView(FAKE_CONNECTION.signingCertificates[0] ?? '', FAKE_NOW, {
      role: 'in_use',
      lastSeenAt: '2026-11-23T10:01:00Z',
    }),
  ],
  savedAs: 'draft',
};

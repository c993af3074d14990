// The messages that are measured: three shapes of good responses in the sizes that providers send.

import { buildResponse, RESPONSE_SHAPES, type Person, type SigningIdentity } from '@team-sso/mock-idp';

/** Who speaks to whom in every message. */
export const PARTIES = {
  idpEntityId: 'https://sts.windows.net/4f1c2b7e-93f0-4a7c-9d4e-0d2c5b1a6e33/',
  spEntityId: 'https://auth.acmebots.example/sso/eu',
  acsUrl: 'https://auth.acmebots.example/sso/acme/acs',
  requestId: '_5e0c6a1d2f3b4c5d6e7f8091a2b3c4d5',
  nameId: 'member@acme.example',
} as const;

export type MessageName = 'entra' | 'okta' | 'big';

/** One good response. */
export interface Message {
  readonly name: MessageName;
  readonly description: string;
  readonly xml: string;
  readonly samlResponse: string;
  readonly bytes: number;
  readonly isResponseSigned: boolean;
}

const ONE_HOUR = 3_600_000;

/** Builds the three messages; they are valid for an hour after `now`. */
export function buildMessages(identity: SigningIdentity, now: Date): readonly Message[] {
  return [
    build('entra', 'assertion signed, 20 groups', { identity, now, shape: 'entra', groupCount: 20 }),
    build('okta', 'response and assertion signed, InclusiveNamespaces, 12 groups', {
      identity,
      now,
      shape: 'okta',
      groupCount: 12,
    }),
    build('big', 'assertion signed, 500 groups', { identity, now, shape: 'entra', groupCount: 500 }),
  ];
}

interface MessagePlan {
  readonly identity: SigningIdentity;
  readonly now: Date;
  readonly shape: 'entra' | 'okta';
  readonly groupCount: number;
}

function build(name: MessageName, description: string, plan: MessagePlan): Message {
  const { groupCount, identity, now, shape } = plan;
  const notOnOrAfter = new Date(now.getTime() + ONE_HOUR);
  const person = { ...PERSON, groups: groupIds(groupCount) };
  const { samlResponse, xml } = buildResponse({
    now,
    identity,
    shape,
    person,
    notOnOrAfter,
    confirmations: [{ notOnOrAfter }],
    idpEntityId: PARTIES.idpEntityId,
    spEntityId: PARTIES.spEntityId,
    acsUrl: PARTIES.acsUrl,
    inResponseTo: PARTIES.requestId,
    attributes: [...RESPONSE_SHAPES[shape].attributesOf(person), ...(shape === 'entra' ? ROLE_CLAIMS : [])],
  });
  return { name, description, xml, samlResponse, bytes: xml.length, isResponseSigned: shape === 'okta' };
}

const PERSON: Person = {
  id: '3f9d2c1e-5b7a-4c88-9e10-7d6a2b4f1c05',
  email: PARTIES.nameId,
  name: 'Mel Member',
};

const ROLE_CLAIMS = [
  {
    name: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
    values: ['Bots.Administrator', 'Bots.Author', 'Reports.Reader'],
  },
  {
    name: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/wids',
    values: ['62e90394-69f5-4237-9190-012177145e10', 'b79fbf4d-3ef9-4689-8143-76b194e85509'],
  },
];

/** Groups as Entra ID names them: object IDs. */
function groupIds(count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => `9b1f6a20-77c3-4d0e-8a52-${(0x100000000000 + index * 7919).toString(16)}`,
  );
}

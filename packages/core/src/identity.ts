// Who the provider says this is: attribute names per provider, and the mapping from an assertion to an identity.

import type { AttributeMapping, Provider } from './connection.ts';
import type { Identity } from './host.ts';
import type { AttributeValues, VerifiedAssertion } from './reasons.ts';

const WS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const MS = 'http://schemas.microsoft.com';

const GENERIC: Required<AttributeMapping> = {
  email: [
    'email',
    'mail',
    'emailAddress',
    'Email',
    'EmailAddress',
    'user.email',
    `${WS}/emailaddress`,
    'urn:oid:0.9.2342.19200300.100.1.3',
    'urn:oid:1.2.840.113549.1.9.1',
  ],
  name: [
    'displayName',
    'name',
    'cn',
    `${MS}/identity/claims/displayname`,
    'urn:oid:2.16.840.1.113730.3.1.241',
    'urn:oid:2.5.4.3',
  ],
  groups: [
    'groups',
    'Groups',
    'group',
    'memberOf',
    'Role',
    'roles',
    `${MS}/ws/2008/06/identity/claims/groups`,
    `${MS}/ws/2008/06/identity/claims/role`,
    'http://schemas.xmlsoap.org/claims/Group',
    'urn:oid:1.3.6.1.4.1.5923.1.5.1.1',
  ],
};

/** What differs from the common names, or has to come before them. */
const BY_PROVIDER: Readonly<Partial<Record<Provider, AttributeMapping>>> = {
  // Entra's `…/claims/name` is the user principal name, not a person's name.
  entra: {
    email: [`${WS}/emailaddress`, 'email', 'mail'],
    name: [`${MS}/identity/claims/displayname`],
    groups: [`${MS}/ws/2008/06/identity/claims/groups`, `${MS}/ws/2008/06/identity/claims/role`],
  },
  okta: { email: ['email', 'mail'], name: ['displayName', 'name'], groups: ['groups', 'memberOf'] },
  onelogin: {
    email: ['email', 'Email', 'User.email'],
    name: ['name', 'displayName'],
    groups: ['groups', 'memberOf'],
  },
  pingone: { email: ['email', 'mail'], name: ['displayName', 'name'], groups: ['groups', 'memberOf'] },
  google: { email: ['email', 'mail'], name: ['displayName', 'name'], groups: ['groups'] },
  // AD FS and Auth0 send a person's name under the claim that Entra uses for the user principal name.
  adfs: { name: [`${WS}/name`], groups: ['http://schemas.xmlsoap.org/claims/Group'] },
  auth0: { email: [`${WS}/emailaddress`], name: [`${WS}/name`] },
  cyberark: { email: ['Email'], groups: ['Groups'] },
  generic: { name: [...GENERIC.name, `${WS}/name`] },
};

const EMAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
/** Entra leaves the groups out above 150 and sends this link instead. */
const ENTRA_OVERAGE = `${MS}/claims/groups.link`;

/** The attribute names that count for a connection: its own mapping, else the provider's, then the common ones. */
export function attributeMappingFor(
  provider: Provider | undefined,
  own?: AttributeMapping,
): Required<AttributeMapping> {
  const preset = BY_PROVIDER[provider ?? 'generic'] ?? {};
  const names = (field: keyof AttributeMapping) =>
    own?.[field] ?? [...new Set([...(preset[field] ?? []), ...GENERIC[field]])];
  return { email: names('email'), name: names('name'), groups: names('groups') };
}

/** An identity, and whether the provider left groups out because there were too many. */
export interface MappedIdentity {
  readonly identity: Identity;
  readonly groupsOmitted: boolean;
}

/**
 * Maps a verified assertion to an identity. A single-valued field takes the first of its names that is present and has
 * exactly one non-blank value; two values are no value. The NameID stands in for a missing e-mail address when it is one.
 */
export function mapIdentity(
  assertion: Pick<VerifiedAssertion, 'nameId' | 'nameIdFormat' | 'attributes' | 'friendlyNames'>,
  connection: { readonly provider?: Provider; readonly attributeMapping?: AttributeMapping },
): MappedIdentity {
  const mapping = attributeMappingFor(connection.provider, connection.attributeMapping);
  const find = valuesFinder(assertion.attributes, assertion.friendlyNames);
  const email = asEmail(single(mapping.email, find)) ?? emailFromNameId(assertion, mapping.email, find);
  const name = single(mapping.name, find);
  return {
    identity: {
      nameId: assertion.nameId,
      groups: mapping.groups.map(find).find((values) => values.length > 0) ?? [],
      attributes: assertion.attributes,
      ...(assertion.nameIdFormat === undefined ? {} : { nameIdFormat: assertion.nameIdFormat }),
      ...(email === undefined ? {} : { email }),
      ...(name === undefined ? {} : { name }),
    },
    groupsOmitted: Object.hasOwn(assertion.attributes, ENTRA_OVERAGE),
  };
}

type Finder = (name: string) => readonly string[];

function valuesFinder(attributes: AttributeValues, friendlyNames: Readonly<Record<string, string>>): Finder {
  return (name) => {
    const key = Object.hasOwn(attributes, name)
      ? name
      : Object.hasOwn(friendlyNames, name)
        ? friendlyNames[name]
        : undefined;
    return (key !== undefined && Object.hasOwn(attributes, key) ? (attributes[key] ?? []) : []).filter(
      (value) => value.trim() !== '',
    );
  };
}

function single(names: readonly string[], find: Finder): string | undefined {
  const values = names.map(find).find((found) => found.length > 0);
  return values?.length === 1 ? values[0]?.trim() : undefined;
}

function emailFromNameId(
  { nameId, nameIdFormat }: Pick<VerifiedAssertion, 'nameId' | 'nameIdFormat'>,
  emailNames: readonly string[],
  find: Finder,
): string | undefined {
  // Several addresses in the attribute are an ambiguity that the NameID must not paper over.
  if (emailNames.some((name) => find(name).length > 0)) return undefined;
  return nameIdFormat === EMAIL_FORMAT || nameIdFormat === undefined || nameIdFormat.endsWith(':unspecified')
    ? asEmail(nameId)
    : undefined;
}

/** One bare address. Invisible and direction-changing characters would let it look like another one. */
const EMAIL = /^[^\s\p{C}@<>",;]+@[^\s\p{C}@<>",;]+$/u;

function asEmail(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= 320 && EMAIL.test(text) ? text : undefined;
}

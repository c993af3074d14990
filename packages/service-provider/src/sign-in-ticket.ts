// What travels inside a ticket from the ACS to `finish`: the part of a verified assertion that a sign-in needs.

import type { AttributeValues, SignInSubject, VerifiedAssertion } from '@team-sso/core';

export interface SignInTicket {
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  readonly sessionIndex?: string;
  readonly sessionEndsAt?: Date;
  readonly attributes: AttributeValues;
  readonly friendlyNames: Readonly<Record<string, string>>;
  readonly certificateFingerprint: string;
  /** Allowed, and worth a warning in a test. */
  readonly lifetimeLong: boolean;
}

export function writeTicket(assertion: VerifiedAssertion): string {
  const {
    nameId,
    nameIdFormat,
    nameQualifier,
    spNameQualifier,
    sessionIndex,
    sessionEndsAt,
    attributes,
    friendlyNames,
    certificateFingerprint,
    lifetimeLong,
  } = assertion;
  return JSON.stringify({
    nameId,
    nameIdFormat,
    nameQualifier,
    spNameQualifier,
    sessionIndex,
    sessionEndsAt,
    certificateFingerprint,
    lifetimeLong,
    attributes: Object.entries(attributes),
    friendlyNames: Object.entries(friendlyNames),
  });
}

/** @throws TypeError when the text is not what `writeTicket` wrote. */
export function readTicket(payload: string): SignInTicket {
  const value = JSON.parse(payload) as Record<string, unknown>;
  const {
    nameId,
    nameIdFormat,
    nameQualifier,
    spNameQualifier,
    sessionIndex,
    sessionEndsAt,
    attributes,
    friendlyNames,
    certificateFingerprint,
    lifetimeLong,
  } = value;
  if (typeof nameId !== 'string' || typeof certificateFingerprint !== 'string')
    throw new TypeError('a stored ticket is damaged');
  return {
    nameId,
    certificateFingerprint,
    lifetimeLong: lifetimeLong === true,
    attributes: toRecord(
      attributes,
      (member) => Array.isArray(member) && member.every((text) => typeof text === 'string'),
    ),
    friendlyNames: toRecord(friendlyNames, (member) => typeof member === 'string'),
    ...(typeof nameIdFormat === 'string' ? { nameIdFormat } : {}),
    ...(typeof nameQualifier === 'string' ? { nameQualifier } : {}),
    ...(typeof spNameQualifier === 'string' ? { spNameQualifier } : {}),
    ...(typeof sessionIndex === 'string' ? { sessionIndex } : {}),
    ...(typeof sessionEndsAt === 'string' ? { sessionEndsAt: new Date(sessionEndsAt) } : {}),
  };
}

/** Names come from a provider: a record without prototype has no `__proto__` to set. */
function toRecord<Member>(entries: unknown, isMember: (member: unknown) => boolean): Record<string, Member> {
  const record = Object.create(null) as Record<string, Member>;
  if (!Array.isArray(entries)) throw new TypeError('a stored ticket is damaged');
  for (const entry of entries as unknown[]) {
    if (!Array.isArray(entry) || typeof entry[0] !== 'string' || !isMember(entry[1]))
      throw new TypeError('a stored ticket is damaged');
    record[entry[0]] = entry[1] as Member;
  }
  return record;
}

/** Whom the provider knows the person as, beside the NameID: a logout request repeats it. */
export function subjectOf({
  nameIdFormat,
  nameQualifier,
  spNameQualifier,
  sessionIndex,
}: SignInTicket): Omit<SignInSubject, 'nameId'> {
  return {
    ...(nameIdFormat === undefined ? {} : { nameIdFormat }),
    ...(nameQualifier === undefined ? {} : { nameQualifier }),
    ...(spNameQualifier === undefined ? {} : { spNameQualifier }),
    ...(sessionIndex === undefined ? {} : { sessionIndex }),
  };
}

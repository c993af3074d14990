// Whom the originals speak of: an ordinary person, and one whose name and groups try every character that XML can carry.

import type { AttributeInput, Person, ResponseShape } from '@team-sso/mock-idp';
import type { Identity } from '../identity.ts';

export const ORDINARY: Person = {
  id: '3f9d2c1e-5b7a-4c88-9e10-7d6a2b4f1c05',
  email: 'member@acme.example',
  name: 'Mel Member',
  groups: ['Engineering', 'Everyone'],
};

export const UNUSUAL: Person = {
  id: 'ü-3f9d2c1e & <5b7a> "quoted" \u{1D4B3}',
  email: "o'neil+test@acme.example",
  name: 'Zoë Ünïcødé \u{1F600} <b>&amp;</b>',
  groups: [
    ' leads and ends with blanks ',
    'a]]>b',
    '',
    'tab\tand\nline',
    'e\u0301 is not \u00e9',
    '<!-- c -->',
  ],
};

/** Whom an attacker wants to be. */
export const WANTED: Person = {
  id: '00000000-0000-4000-8000-000000000001',
  email: 'owner@acme.example',
  name: 'Olga Owner',
  groups: ['Administrators'],
};

/** What a builder was told about an assertion. */
export interface Told {
  readonly shape: ResponseShape;
  readonly person: Person;
  readonly idpEntityId: string;
  readonly assertionId: string;
}

/** The attributes that a shape gives a person; without values it leaves them out. */
function attributesOf({ person, shape }: Told): readonly AttributeInput[] {
  return shape.attributesOf(person).filter(({ values }) => values.length > 0);
}

/** The identity that the assertion carries, derived from what the builder was told and not from what it wrote. */
export function identityOf(told: Told): Identity {
  const attributes: Record<string, string[]> = {};
  for (const { name, values } of attributesOf(told)) (attributes[name] ??= []).push(...values);
  return {
    nameId: told.shape.nameIdOf(told.person),
    nameIdFormat: told.shape.nameIdFormat,
    idpEntityId: told.idpEntityId,
    sessionIndex: `${told.assertionId}-session`,
    assertionId: told.assertionId,
    attributes,
  };
}

/** The attributes that occur once, with values that are not blank. */
export function plainAttributesOf(told: Told): readonly string[] {
  const all = attributesOf(told);
  return all
    .filter(({ name, values }) => {
      const isOnce = all.filter((other) => other.name === name).length === 1;
      return isOnce && values.every((value) => value.trim() !== '');
    })
    .map(({ name }) => name);
}

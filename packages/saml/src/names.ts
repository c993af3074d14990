// Every name that means something to this engine, as small numbers: an element's expanded name is one integer to compare.

import {
  ASSERTION_NAMESPACE,
  ENCRYPTION_11_NAMESPACE,
  ENCRYPTION_NAMESPACE,
  EXCLUSIVE_C14N_NAMESPACE,
  METADATA_NAMESPACE,
  PROTOCOL_NAMESPACE,
  SIGNATURE_11_NAMESPACE,
  SIGNATURE_NAMESPACE,
  XML_NAMESPACE,
} from './namespaces.ts';
import {
  ASSERTION_ELEMENTS,
  ATTRIBUTE_NAMES,
  ENCRYPTION_ELEMENTS,
  METADATA_ELEMENTS,
  PROTOCOL_ELEMENTS,
  SIGNATURE_11_ELEMENTS,
  SIGNATURE_ELEMENTS,
} from './vocabulary.ts';

/** The namespaces that every table knows from the start; an id is an index. Id 0 is "in no namespace". */
export const KNOWN_NAMESPACES = [
  '',
  XML_NAMESPACE,
  PROTOCOL_NAMESPACE,
  ASSERTION_NAMESPACE,
  SIGNATURE_NAMESPACE,
  SIGNATURE_11_NAMESPACE,
  ENCRYPTION_NAMESPACE,
  ENCRYPTION_11_NAMESPACE,
  EXCLUSIVE_C14N_NAMESPACE,
  // Nothing is read of these two; they are so common that they are known.
  'http://www.w3.org/2001/XMLSchema',
  'http://www.w3.org/2001/XMLSchema-instance',
  METADATA_NAMESPACE,
] as const;

export const NO_NAMESPACE_ID = 0;
export const XML_NAMESPACE_ID = 1;
const PROTOCOL_ID = 2;
const ASSERTION_ID = 3;
const SIGNATURE_ID = 4;
const SIGNATURE_11_ID = 5;
const ENCRYPTION_ID = 6;
const ENCRYPTION_11_ID = 7;
const EXCLUSIVE_C14N_ID = 8;
/** After the two of XML Schema. */
export const METADATA_ID = 11;

/** Whether a namespace is one of SAML's. */
export function isSamlNamespace(namespaceId: number): boolean {
  return namespaceId === PROTOCOL_ID || namespaceId === ASSERTION_ID;
}

/** Whether a namespace is XML Signature's or XML Encryption's, whose identifying attribute is spelt `Id`. */
export function isSecurityNamespace(namespaceId: number): boolean {
  return namespaceId >= SIGNATURE_ID && namespaceId <= ENCRYPTION_11_ID;
}

/** Known local names; an id is the index plus one, 0 is "not known". */
export const LOCAL_NAMES: readonly string[] = [
  ...new Set<string>([
    ...PROTOCOL_ELEMENTS,
    ...ASSERTION_ELEMENTS,
    ...SIGNATURE_ELEMENTS,
    ...SIGNATURE_11_ELEMENTS,
    ...ENCRYPTION_ELEMENTS,
    ...METADATA_ELEMENTS,
    'InclusiveNamespaces',
    'MGF',
    ...ATTRIBUTE_NAMES,
  ]),
];

/** One integer for an expanded name. Names with an unknown local part share `namespaceId << 8`. */
export function expandedName(namespaceId: number, localNameId: number): number {
  return (namespaceId << 8) | localNameId;
}

export function namespaceIdOf(name: number): number {
  return name >> 8;
}

export function localNameIdOf(name: number): number {
  return name & 0xff;
}

type NameRecord<Name extends string> = { readonly [N in Name]: number };

function numbered<const Name extends string>(namespaceId: number, names: readonly Name[]): NameRecord<Name> {
  const record = {} as { [N in Name]: number };
  for (const name of names) record[name] = expandedName(namespaceId, LOCAL_NAMES.indexOf(name) + 1);
  // A record that grew by assignment is a dictionary to V8, and is searched at every use; its copy is a plain object.
  return Object.freeze({ ...record });
}

export const SAMLP = numbered(PROTOCOL_ID, PROTOCOL_ELEMENTS);
export const SAML = numbered(ASSERTION_ID, ASSERTION_ELEMENTS);
export const DS = numbered(SIGNATURE_ID, SIGNATURE_ELEMENTS);
export const DS11 = numbered(SIGNATURE_11_ID, SIGNATURE_11_ELEMENTS);
export const XENC = numbered(ENCRYPTION_ID, ENCRYPTION_ELEMENTS);
export const XENC11 = numbered(ENCRYPTION_11_ID, ['MGF']);
export const EC = numbered(EXCLUSIVE_C14N_ID, ['InclusiveNamespaces']);
export const MD = numbered(METADATA_ID, METADATA_ELEMENTS);
/** Attributes in no namespace, where all attributes of SAML and DSig are. */
export const ATTRIBUTE = numbered(NO_NAMESPACE_ID, ATTRIBUTE_NAMES);

/** The known local name with this id, for messages. */
export function localNameText(name: number): string {
  return LOCAL_NAMES[localNameIdOf(name) - 1] ?? 'unknown';
}

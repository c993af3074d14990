// The catalogue: every attack of every class.

import { issuerAttacks, destinationAttacks, audienceAttacks } from './addresses.ts';
import { algorithmAttacks } from './algorithms.ts';
import { assertionWrappingAttacks } from './assertion-wrapping.ts';
import { attributeAttacks } from './attributes.ts';
import { ciphertextAttacks } from './ciphertext.ts';
import { conditionAttacks, authnStatementAttacks } from './conditions.ts';
import { encodingAttacks, wellFormednessAttacks, dtdAttacks } from './documents.ts';
import { keyAttacks } from './keys.ts';
import { messageTypeAttacks, sizeAttacks } from './message-types.ts';
import { statusAttacks, severalAssertionsAttacks } from './messages.ts';
import { namespaceAttacks } from './namespaces.ts';
import { plaintextAttacks } from './plaintext.ts';
import { referenceAttacks } from './references.ts';
import { responseWrappingAttacks } from './response-wrapping.ts';
import { signatureExclusionAttacks } from './signature-exclusion.ts';
import { signatureStructureAttacks } from './signature-structure.ts';
import { signatureValidityAttacks } from './signature-validity.ts';
import { subjectAttacks, recipientAttacks } from './subjects.ts';
import { textInjectionAttacks } from './text-injection.ts';
import { timeAttacks, inResponseToAttacks } from './times-and-requests.ts';
import { transformAttacks, canonicalizationAttacks } from './transforms.ts';
import type { Attack } from './attack.ts';

/** Every attack, by class in the order of `ATTACK_CLASSES`. */
export const attacks: readonly Attack[] = [
  ...signatureExclusionAttacks,
  ...signatureValidityAttacks,
  ...assertionWrappingAttacks,
  ...responseWrappingAttacks,
  ...signatureStructureAttacks,
  ...referenceAttacks,
  ...transformAttacks,
  ...canonicalizationAttacks,
  ...algorithmAttacks,
  ...keyAttacks,
  ...namespaceAttacks,
  ...attributeAttacks,
  ...encodingAttacks,
  ...wellFormednessAttacks,
  ...dtdAttacks,
  ...textInjectionAttacks,
  ...messageTypeAttacks,
  ...statusAttacks,
  ...severalAssertionsAttacks,
  ...issuerAttacks,
  ...destinationAttacks,
  ...audienceAttacks,
  ...conditionAttacks,
  ...subjectAttacks,
  ...recipientAttacks,
  ...timeAttacks,
  ...inResponseToAttacks,
  ...authnStatementAttacks,
  ...ciphertextAttacks,
  ...plaintextAttacks,
  ...sizeAttacks,
];

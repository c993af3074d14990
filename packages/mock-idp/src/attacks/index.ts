// The catalogue: every attack of every class.

import {
  issuerAttacks,
  destinationAttacks,
  audienceAttacks,
  conditionAttacks,
  authnStatementAttacks,
} from './addresses.ts';
import { algorithmAttacks, keyAttacks } from './algorithms-and-keys.ts';
import { encodingAttacks, wellFormednessAttacks, dtdAttacks } from './documents.ts';
import { encryptionAttacks } from './encryption.ts';
import { statusAttacks, severalAssertionsAttacks } from './messages.ts';
import { namespaceAttacks, attributeAttacks } from './names.ts';
import { referenceAttacks, transformAttacks, canonicalizationAttacks } from './references.ts';
import { signatureStructureAttacks } from './signature-structure.ts';
import { signatureExclusionAttacks, signatureValidityAttacks } from './signature-validity.ts';
import { signatureWrappingAttacks } from './signature-wrapping.ts';
import { subjectAttacks, recipientAttacks } from './subjects.ts';
import { textInjectionAttacks, messageTypeAttacks, sizeAttacks } from './text-and-size.ts';
import { timeAttacks, inResponseToAttacks } from './times-and-requests.ts';
import type { Attack } from './attack.ts';

/** Every attack, by class in the order of `ATTACK_CLASSES`. */
export const attacks: readonly Attack[] = [
  ...signatureExclusionAttacks,
  ...signatureValidityAttacks,
  ...signatureWrappingAttacks,
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
  ...encryptionAttacks,
  ...sizeAttacks,
];

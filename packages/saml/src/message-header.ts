// What responses, assertions and logout messages all must have.

import { ATTRIBUTE } from './names.ts';
import { refuse } from './refuse.ts';
import type { XmlTable } from './xml-table.ts';
import { parseUtcDateTime } from './xs-date-time.ts';

/** saml-core-2.0-os §2.3.3, §3.2.1 and §3.2.2: version, ID and issue instant are required. */
export function checkMessageHeader(table: XmlTable, row: number): void {
  const version = table.attribute(row, ATTRIBUTE.Version);
  if (version !== '2.0') refuse('message-header', 'Version', { expected: '2.0', received: version ?? '' });
  if (table.attribute(row, ATTRIBUTE.ID) === null) refuse('message-header', 'ID is missing');
  const issueInstant = table.attribute(row, ATTRIBUTE.IssueInstant);
  if (issueInstant === null || parseUtcDateTime(issueInstant) === null) {
    refuse('message-header', 'IssueInstant is not a UTC xs:dateTime', { received: issueInstant ?? '' });
  }
}

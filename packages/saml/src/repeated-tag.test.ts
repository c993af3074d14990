import { describe, expect, it } from 'vitest';
import { refusalOf } from '../test/judge.ts';
import { canonicalize } from './canonicalize.ts';
import { MESSAGE_GATE } from './gate-profile.ts';
import { SAML } from './names.ts';
import { scanXml } from './strict-xml.ts';
import { ELEMENT } from './xml-table.ts';

const SAML_NAMESPACE = 'urn:oasis:names:tc:SAML:2.0:assertion';

function rowsOf(xml: string) {
  const table = scanXml(Buffer.from(xml));
  return Array.from({ length: table.rowCount }, (_, row) => ({
    name: table.qualifiedName(row),
    expanded: table.name(row),
    parent: table.parent(row),
    text: table.text(row),
    source: xml.slice(table.element(row, ELEMENT.START), table.element(row, ELEMENT.END)),
  }));
}

describe('a tag that repeats the one before it', () => {
  it('has the same name and its own place and text', () => {
    const rows = rowsOf(
      `<s:a xmlns:s="${SAML_NAMESPACE}"><s:Issuer>x</s:Issuer><s:Issuer>yz</s:Issuer></s:a>`,
    );
    expect(rows.slice(1)).toEqual([
      { name: 's:Issuer', expanded: SAML.Issuer, parent: 0, text: 'x', source: '<s:Issuer>x</s:Issuer>' },
      { name: 's:Issuer', expanded: SAML.Issuer, parent: 0, text: 'yz', source: '<s:Issuer>yz</s:Issuer>' },
    ]);
  });

  it('may hold other elements and end in another way', () => {
    const rows = rowsOf('<a><b><c></c></b><b>1</b ><b></b><b/><b></b></a>');
    expect(rows.map(({ source }) => source).slice(1)).toEqual([
      '<b><c></c></b>',
      '<c></c>',
      '<b>1</b >',
      '<b></b>',
      '<b/>',
      '<b></b>',
    ]);
    expect(rows.map(({ parent }) => parent)).toEqual([-1, 0, 1, 0, 0, 0, 0]);
  });

  it('is in canonical form what it would be alone', () => {
    const canonical = '<a><b>1</b><b></b><b></b><b></b></a>';
    const table = scanXml(Buffer.from('<a><b>1</b ><b></b><b/><b></b></a>'));
    expect(canonicalize(table, 0).toString()).toBe(canonical);
  });

  it('is not one that only begins alike', () => {
    expect(rowsOf('<a><b></b><bc></bc><b></b></a>').map(({ name }) => name)).toEqual(['a', 'b', 'bc', 'b']);
  });

  it('is read anew when it has attributes or declarations', () => {
    const xml = '<a><b c="1"></b><b c="1"></b><b xmlns="u:1"></b><b xmlns="u:1"></b><b></b></a>';
    const table = scanXml(Buffer.from(xml));
    const count = (row: number): number =>
      table.element(row, ELEMENT.LAST_ATTRIBUTE) - table.element(row, ELEMENT.FIRST_ATTRIBUTE);
    expect([1, 2, 3, 4, 5].map(count)).toEqual([1, 1, 0, 0, 0]);
    const namespaces = [1, 2, 3, 4, 5].map((row) => table.namespaces[table.name(row) >> 8]);
    expect(namespaces).toEqual(['', '', 'u:1', 'u:1', '']);
  });

  it('is counted', () => {
    const elements = (count: number): Buffer => Buffer.from(`<a>${'<b></b>'.repeat(count - 1)}</a>`);
    expect(scanXml(elements(MESSAGE_GATE.maxElements)).rowCount).toBe(MESSAGE_GATE.maxElements);
    const { detail } = refusalOf(() => scanXml(elements(MESSAGE_GATE.maxElements + 1))).evidence;
    expect(detail).toContain(`more than ${MESSAGE_GATE.maxElements} elements`);
  });
});

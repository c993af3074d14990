import { describe, expect, it } from 'vitest';
import { isCovered } from './source-queries.ts';
import { placesOf, readSource, writeSource } from './source-tree.ts';

describe('a source tree', () => {
  it('writes what it read, octet for octet', () => {
    const xml = `<?xml version="1.0"?>\n<a:b  xmlns:a='u'\n c = "d>" ><e/><f ></f >t &#65;<g h="'"/></a:b>\n`;
    expect(writeSource(readSource(xml))).toBe(xml);
  });

  it('refuses what is not closed', () => {
    expect(() => readSource('<a><b></a>')).toThrow(TypeError);
    expect(() => readSource('<a>')).toThrow(TypeError);
  });
});

describe('what a signature covers', () => {
  const covered = (xml: string): readonly string[] =>
    placesOf(readSource(xml))
      .filter(isCovered)
      .map(({ element }) => element.name);

  it('is its parent and all in it but itself, and its SignedInfo', () => {
    const xml = '<r><x/><a><Signature><SignedInfo/><SignatureValue/></Signature><s/></a></r>';
    expect(covered(xml)).toEqual(['a', 'SignedInfo', 's']);
  });

  it('includes a signature inside', () => {
    const xml = '<r><Signature/><a><Signature><KeyInfo/></Signature></a></r>';
    expect(covered(xml)).toEqual(['r', 'a', 'Signature', 'KeyInfo']);
  });
});

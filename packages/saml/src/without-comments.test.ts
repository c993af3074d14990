import { describe, expect, it } from 'vitest';
import { refusalOf } from '../test/judge.ts';
import { withoutComments } from './without-comments.ts';

const cut = (text: string, isSigned = false) => withoutComments(Buffer.from(text), isSigned).toString();

describe('comments and processing instructions of metadata', () => {
  it('are left out wherever content may be', () => {
    const xml =
      '<?xml version="1.0"?><!-- > --><?a b?><r><!----><b c=">"/>x<!-- <b> & -->y<?p ?></r><!-- end -->';
    expect(cut(xml)).toBe('<?xml version="1.0"?><r><b c=">"/>xy</r>');
  });

  it('are not looked for in tags: what only looks like one there stays, for the scan to refuse', () => {
    for (const xml of [
      `<a b="<!-- x -->"/>`,
      `<a b='"<!-- x -->'/>`,
      '<a<!-- x -->b>',
      '<![CDATA[ x ]]>',
      '<!DOCTYPE a [ > ]><a/>',
    ])
      expect(cut(xml)).toBe(xml);
  });

  it('hide nothing behind a quote that is never closed', () => {
    expect(cut(`<a b="x><!-- x -->`)).toBe(`<a b="x><!-- x -->`);
  });

  it('leave a document without them alone', () => {
    const bytes = Buffer.from('<a/>');
    expect(withoutComments(bytes, true)).toBe(bytes);
  });

  it.each([
    '<a><!-- a -- b --></a>',
    '<a><!-- never closed',
    '<a><!--></a>',
    '<a><!-- \u0001 --></a>',
    '<a><?xml version="1.0"?></a>',
    '<a><?XML?></a>',
    ' <?xml version="1.0"?><a/>',
    '<a><?1?></a>',
    '<a><? x?></a>',
    '<a><?never closed',
    '<a><?p \u0000?></a>',
  ])('are refused when they are none: %j', (xml) => {
    expect(refusalOf(() => cut(xml)).code).toBe('metadata_invalid');
  });

  it('are refused, if instructions, in a document whose signature matters', () => {
    expect(cut('<?xml version="1.0"?><!-- x --><a/>', true)).toBe('<?xml version="1.0"?><a/>');
    expect(refusalOf(() => cut('<?x y?><a/>', true)).code).toBe('metadata_signature_invalid');
  });

  it('are refused in anything but UTF-8', () => {
    expect(refusalOf(() => withoutComments(Buffer.from([0x3c, 0xff]), false)).code).toBe('metadata_invalid');
  });
});

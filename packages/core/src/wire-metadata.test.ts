// The body that decides about a metadata change.

import { describe, expect, it } from 'vitest';
import { parseMetadataReviewBody } from './wire-metadata.ts';

const fingerprint = 'ab'.repeat(32);

describe('parseMetadataReviewBody', () => {
  it.each([
    { action: 'check' },
    { action: 'ignore', change: 'id' },
    { action: 'accept', change: 'id' },
    { action: 'accept', change: 'id', certificates: [fingerprint] },
  ])('takes %j', (body) => expect(parseMetadataReviewBody(body)).toEqual({ ok: true, value: body }));

  it.each([
    [{}, 'action'],
    [{ action: 'replace', change: 'id' }, 'action'],
    [{ action: 'ignore' }, 'change'],
    [{ action: 'accept', change: '' }, 'change'],
    [{ action: 'accept', change: 'id', certificates: [] }, 'certificates'],
    [{ action: 'accept', change: 'id', certificates: ['AB'] }, 'certificates.0'],
    [{ action: 'check', change: 'id' }, 'change'],
    [null, ''],
  ])('refuses %j at %s', (body, path) => {
    const parsed = parseMetadataReviewBody(body);
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.path)).toEqual([path]);
  });
});

// Who a response speaks of, as far as a judge can tell; and in what two of them differ.

/** Who signed in, as one judge reads it. A field that a judge cannot tell is undefined; one that is absent is null. */
export interface Identity {
  readonly nameId: string | null;
  readonly nameIdFormat: string | null;
  readonly idpEntityId: string | null;
  readonly sessionIndex: string | null;
  readonly assertionId?: string;
  /** By name, in order, repeated names concatenated. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

const FIELDS = ['nameId', 'nameIdFormat', 'idpEntityId', 'sessionIndex', 'assertionId'] as const;

/**
 * The fields in which `actual` is not what was signed; empty when they agree.
 *
 * @param attributeNames The attributes to compare; `'all'`: each that either of them has.
 */
export function differences(
  signed: Identity,
  actual: Identity,
  attributeNames: readonly string[] | 'all',
): readonly string[] {
  const fields: string[] = FIELDS.filter(
    (field) => actual[field] !== undefined && actual[field] !== signed[field],
  );
  const names =
    attributeNames === 'all'
      ? new Set([...Object.keys(signed.attributes), ...Object.keys(actual.attributes)])
      : attributeNames;
  for (const name of names) {
    const [expected, received] = [valuesOf(signed, name), valuesOf(actual, name)];
    const isSame = expected.length === received.length && expected.every((value, i) => value === received[i]);
    if (!isSame) fields.push(`attribute ${name}`);
  }
  return fields;
}

function valuesOf({ attributes }: Identity, name: string): readonly string[] {
  return Object.hasOwn(attributes, name) ? (attributes[name] ?? []) : [];
}

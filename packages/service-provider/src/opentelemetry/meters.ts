// The instruments of the table, made once, and asked for by name with exactly the attributes each has.

import type { Counter, Histogram, Meter } from '@opentelemetry/api';
import {
  DURATION_BUCKETS_SECONDS,
  INSTRUMENTS,
  type AttributesOf,
  type Instrument,
  type InstrumentName,
} from './instruments.ts';

/** Records one value: 1 for a counter, seconds for a duration. */
export type RecordValue = <Name extends InstrumentName>(
  name: Name,
  value: number,
  attributes: AttributesOf<Name>,
) => void;

export function createMeters(meter: Meter): RecordValue {
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  for (const [name, instrument] of Object.entries<Instrument>(INSTRUMENTS)) {
    const { kind, unit, says: description } = instrument;
    if (kind === 'counter') counters.set(name, meter.createCounter(name, { unit, description }));
    else
      histograms.set(
        name,
        meter.createHistogram(name, {
          unit,
          description,
          advice: { explicitBucketBoundaries: [...DURATION_BUCKETS_SECONDS] },
        }),
      );
  }
  return (name, value, attributes) => {
    counters.get(name)?.add(value, attributes);
    histograms.get(name)?.record(value, attributes);
  };
}

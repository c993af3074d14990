// The public names of @team-sso/service-provider/opentelemetry. Needs @opentelemetry/api beside it.

export { createTelemetry, type Telemetry, type TelemetryOptions } from './telemetry.ts';
export { INSTRUMENTS, type AttributesOf, type Instrument, type InstrumentName } from './instruments.ts';

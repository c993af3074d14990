import { createServiceProvider } from '@team-sso/service-provider';
import { createEventLog } from '@team-sso/service-provider/log';
import { createTelemetry } from '@team-sso/service-provider/opentelemetry';
import { options } from './options.ts'; // host, store, publicUrl, regions, secretKeys

const log = createEventLog({ write: (line) => void process.stdout.write(`${line}\n`) });
const telemetry = createTelemetry();
export const sso = createServiceProvider({
  ...options,
  store: telemetry.watchStore(options.store),
  observe: (event) => {
    log(event);
    telemetry.observe(event);
  },
});

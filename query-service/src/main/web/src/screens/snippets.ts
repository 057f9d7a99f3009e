export type Sdk = 'segment' | 'amplitude' | 'posthog' | 'mixpanel' | 'curl';

export const SDKS: readonly { value: Sdk; label: string }[] = [
  { value: 'segment', label: 'Segment' },
  { value: 'amplitude', label: 'Amplitude' },
  { value: 'posthog', label: 'PostHog' },
  { value: 'mixpanel', label: 'Mixpanel' },
  { value: 'curl', label: 'curl' },
];

/** How an app sends to this Riffle. The same lines as docs/sdks.md. */
export function snippetOf(sdk: Sdk, ingestUrl: string): string {
  const url = ingestUrl.replace(/\/$/, '');
  switch (sdk) {
    case 'segment':
      return `import { Analytics } from '@segment/analytics-node';
const analytics = new Analytics({ writeKey: 'wk_...', host: '${url}' });

analytics.identify({ userId: 'alice', traits: { plan: 'premium' } });
analytics.track({ userId: 'alice', event: 'Used Awesome Feature 1' });`;
    case 'amplitude':
      return `import * as amplitude from '@amplitude/analytics-browser';
amplitude.init('wk_...', { serverUrl: '${url}/2/httpapi' });

amplitude.identify(new amplitude.Identify().set('plan', 'premium'));
amplitude.track('Used Awesome Feature 1');`;
    case 'posthog':
      return `import posthog from 'posthog-js';
posthog.init('wk_...', { api_host: '${url}' });

posthog.identify('alice', { plan: 'premium' });
posthog.capture('Used Awesome Feature 1');`;
    case 'mixpanel':
      return `import mixpanel from 'mixpanel-browser';
mixpanel.init('wk_...', { api_host: '${url}' });

mixpanel.identify('alice');
mixpanel.people.set({ plan: 'premium' });
mixpanel.track('Used Awesome Feature 1');`;
    case 'curl':
      return `curl -u wk_...: -H 'Content-Type: application/json' ${url}/v1/batch -d '{"batch":[
  {"type":"identify","userId":"alice","traits":{"plan":"premium"}},
  {"type":"track","userId":"alice","event":"Used Awesome Feature 1"}]}'`;
  }
}

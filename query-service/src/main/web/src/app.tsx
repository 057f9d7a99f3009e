import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { address, followLinks } from './address';
import { session } from './api/session';
import { CatalogScreen } from './screens/catalog';
import { LiveScreen } from './screens/live';
import { PeopleScreen } from './screens/people';
import { SegmentationScreen } from './screens/segmentation/screen';
import { SettingsScreen } from './screens/settings';
import { SignIn } from './screens/signIn';
import { UsageScreen } from './screens/usage/screen';
import { switchTheme, theme } from './theme';
import { Dialog } from './ui/controls';
import { Head } from './ui/head';
import { Icon, type IconName } from './ui/icon';
import { lazy } from './ui/lazy';
import { EmptyState } from './ui/states';

interface Screen {
  path: string;
  name: string;
  icon: IconName;
  component: ComponentType;
  /** One of the few that a phone's bar holds; the others are behind More. */
  first: boolean;
}

const SCREENS: readonly Screen[] = [
  { path: '/segmentation', name: 'Segmentation', icon: 'segmentation', component: SegmentationScreen, first: true },
  { path: '/usage', name: 'Feature usage', icon: 'usage', component: UsageScreen, first: true },
  { path: '/funnels', name: 'Funnels', icon: 'funnel', component: lazy(async () => (await import('./screens/funnels/screen')).FunnelsScreen), first: true },
  { path: '/retention', name: 'Retention', icon: 'retention', component: lazy(async () => (await import('./screens/retention/screen')).RetentionScreen), first: false },
  { path: '/paths', name: 'Paths', icon: 'paths', component: lazy(async () => (await import('./screens/paths/screen')).PathsScreen), first: false },
  { path: '/lifecycle', name: 'Lifecycle', icon: 'lifecycle', component: lazy(async () => (await import('./screens/activity/lifecycle')).LifecycleScreen), first: false },
  { path: '/stickiness', name: 'Stickiness', icon: 'stickiness', component: lazy(async () => (await import('./screens/activity/stickiness')).StickinessScreen), first: false },
  { path: '/sessions', name: 'Sessions', icon: 'sessions', component: lazy(async () => (await import('./screens/activity/sessions')).SessionsScreen), first: false },
  { path: '/revenue', name: 'Revenue', icon: 'revenue', component: lazy(async () => (await import('./screens/revenue/screen')).RevenueScreen), first: false },
  { path: '/segments', name: 'Segments', icon: 'segments', component: lazy(async () => (await import('./screens/segments/screen')).SegmentsScreen), first: false },
  { path: '/dashboards', name: 'Dashboards', icon: 'dashboard', component: lazy(async () => (await import('./screens/dashboards/screen')).DashboardsScreen), first: false },
  { path: '/people', name: 'People', icon: 'people', component: PeopleScreen, first: true },
  { path: '/live', name: 'Live events', icon: 'live', component: LiveScreen, first: false },
  { path: '/catalog', name: 'Events & properties', icon: 'catalog', component: CatalogScreen, first: false },
  { path: '/settings', name: 'Settings', icon: 'settings', component: SettingsScreen, first: false },
];

const KEYS: readonly [keys: string, what: string][] = [
  ['/', 'Choose the event'],
  ['s', 'Add a segment'],
  ['e', 'Export the values as CSV'],
  ['t', 'Light or dark'],
  ['g, then s u f r d p l', 'Go to Segmentation, Usage, Funnels, Retention, Dashboards, People, Live'],
  ['← →', 'Move along a chart that has the focus; Home and End to its ends'],
  ['?', 'This list'],
];

export function App() {
  const [help, setHelp] = useState(false);
  useShortcuts(() => setHelp(true));
  if (session.value === undefined) return <p class="sr" role="status">Loading</p>;
  if (session.value === null) return <SignIn />;
  const path = address.value.path === '/' ? '/segmentation' : address.value.path;
  const screen = SCREENS.find((each) => path === each.path || path.startsWith(each.path + '/'));
  return (
    <div class="shell" onClick={followLinks}>
      <a class="skip" href="#content">Skip to the content</a>
      <Rail current={screen?.path} onHelp={() => setHelp(true)} />
      <main class="page" id="content" tabIndex={-1}>
        {screen ? <screen.component /> : <Nowhere />}
      </main>
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  );
}

function Rail({ current, onHelp }: { current: string | undefined; onHelp: () => void }) {
  const [more, setMore] = useState(false);
  const link = (screen: Screen) => (
    <a href={screen.path} aria-current={screen.path === current ? 'page' : undefined} title={screen.name} onClick={() => setMore(false)}>
      <Icon name={screen.icon} />
      <span>{screen.name}</span>
    </a>
  );
  const beyond = SCREENS.filter(({ first }) => !first);
  return (
    <nav class="rail" aria-label="Main">
      <a class="brand" href="/segmentation"><span class="mark" aria-hidden="true"><i /><i /><i /></span><span>Riffle</span></a>
      <ul>
        {SCREENS.map((screen) => <li key={screen.path} class={screen.first ? '' : 'wide'}>{link(screen)}</li>)}
        <li class="narrow">
          <button type="button" aria-expanded={more} class={beyond.some(({ path }) => path === current) ? 'current' : ''} onClick={() => setMore(!more)}>
            <Icon name="more" /><span>More</span>
          </button>
          {more && (
            <div class="panel drop up">
              {beyond.map((screen) => <div key={screen.path}>{link(screen)}</div>)}
              <button type="button" onClick={switchTheme}><Icon name={theme.value === 'dark' ? 'sun' : 'moon'} /><span>{theme.value === 'dark' ? 'Light' : 'Dark'}</span></button>
            </div>
          )}
        </li>
      </ul>
      <div class="foot">
        <span class="project-name" title={'Project ' + session.value!.project.name}><b />{session.value!.project.name}</span>
        <button type="button" class="quiet" aria-label="Keyboard and help" onClick={onHelp}><Icon name="help" /></button>
        <button type="button" class="quiet" aria-label={theme.value === 'dark' ? 'Light colours' : 'Dark colours'} onClick={switchTheme}><Icon name={theme.value === 'dark' ? 'sun' : 'moon'} /></button>
      </div>
    </nav>
  );
}

function Nowhere() {
  return (
    <>
      <Head title="Nothing here" />
      <EmptyState title="This address leads nowhere"><p><a class="btn" href="/segmentation">To the charts</a></p></EmptyState>
    </>
  );
}

function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard and help" onClose={onClose}>
      <table class="plain">
        <tbody>{KEYS.map(([keys, what]) => <tr key={keys}><th scope="row"><kbd>{keys}</kbd></th><td>{what}</td></tr>)}</tbody>
      </table>
      <h3>Reading the numbers</h3>
      <p>Users are distinct persons and exact. The figure of a whole range is not the sum of its days: who comes every day counts once. A stretch that is not over yet stands in the table as “so far” and is not drawn.</p>
      <p>The address holds the whole chart: copy it to share it. Programs ask the same questions: <a href="/q/swagger-ui/" target="_blank">API</a>.</p>
    </Dialog>
  );
}

const GO_TO: Record<string, string> = { s: '/segmentation', u: '/usage', f: '/funnels', r: '/retention', d: '/dashboards', p: '/people', l: '/live' };

/** Keys without a modifier, and only where nobody types. */
function useShortcuts(onHelp: () => void) {
  useEffect(() => {
    let going = 0;
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.metaKey || event.ctrlKey || event.altKey || target.closest('input, select, textarea, dialog, [role="dialog"]') || !session.value) return;
      if (Date.now() - going < 1_500 && GO_TO[event.key]) {
        going = 0;
        document.querySelector<HTMLElement>('.rail a[href="' + GO_TO[event.key] + '"]')?.click();
      } else if (event.key === 'g') going = Date.now();
      else if (event.key === '?') onHelp();
      else if (event.key === 't') switchTheme();
      else if (event.key === 'e') dispatchEvent(new Event('riffle-export'));
      else if (event.key === '/') document.querySelector<HTMLElement>('[data-picker="event"]')?.click();
      else if (event.key === 's') document.querySelector<HTMLElement>('[data-add-segment]')?.click();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

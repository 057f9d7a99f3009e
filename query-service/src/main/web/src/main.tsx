import { render } from 'preact';
import { findSession } from './api/session';
import { App } from './app';
import { loadChart } from './chart/chart';
import './styles/base.css';
import './styles/shell.css';
import './styles/controls.css';
import './styles/screens.css';

// what draws comes while the session and the answer do; elsewhere when there is nothing else to do
if (/^\/(segmentation|funnels|retention)?$/.test(location.pathname)) void loadChart();
else addEventListener('load', () => setTimeout(() => void loadChart(), 2_000));

const page = document.getElementById('page')!;

findSession().catch((failure: unknown) => {
  page.textContent = failure instanceof Error ? failure.message : String(failure);
});
render(<App />, page);

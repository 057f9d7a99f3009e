import { render } from 'preact';
import { findSession } from './api/session';
import { App } from './app';
import './styles/base.css';
import './styles/shell.css';
import './styles/controls.css';
import './styles/screens.css';

const page = document.getElementById('page')!;

findSession().catch((failure: unknown) => {
  page.textContent = failure instanceof Error ? failure.message : String(failure);
});
render(<App />, page);

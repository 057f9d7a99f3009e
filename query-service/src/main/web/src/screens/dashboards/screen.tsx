import '../../styles/dashboards.css';
import { address } from '../../address';
import { Detail } from './detail';
import { List } from './list';
import { PATH } from './saved';

/** Saved charts, several on a page. */
export function DashboardsScreen() {
  const id = decodeURIComponent(address.value.path.slice(PATH.length + 1));
  return id === '' ? <List /> : <Detail key={id} id={id} />;
}

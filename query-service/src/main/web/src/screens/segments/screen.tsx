import '../../styles/segments.css';
import { address } from '../../address';
import { Detail } from './detail';
import { Editor } from './editor';
import { List } from './list';
import { PATH } from './saved';

/** Saved segments: all of them, one of them, and what a new or changed one shall say. */
export function SegmentsScreen() {
  const [id, what] = address.value.path.slice(PATH.length + 1).split('/').map(decodeURIComponent);
  if (!id) return <List />;
  // an id is made of a name, and none is made of "new" alone while it is the page's own word
  if (id === 'new') return <Editor key="new" id={undefined} />;
  return what === 'edit' ? <Editor key={id} id={id} /> : <Detail key={id} id={id} />;
}

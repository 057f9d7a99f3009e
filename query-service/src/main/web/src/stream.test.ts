import { expect, it } from 'vitest';
import { MessageReader } from './stream';

const STREAM = ': hello\r\n\r\nid: a-1\nevent: accepted\ndata: {"event":"A"}\n\nid: a-2\ndata: one\ndata: two\n\nid: a-3\n: heartbeat\n\n';

it('reads messages, wherever the stream is cut', () => {
  for (let cut = 0; cut <= STREAM.length; cut++) {
    if (STREAM.slice(cut - 1, cut + 1) === '\r\n') continue;
    const reader = new MessageReader();
    const messages = [...reader.read(STREAM.slice(0, cut)), ...reader.read(STREAM.slice(cut))];
    expect(messages, 'cut at ' + cut).toStrictEqual([
      { id: 'a-1', event: 'accepted', data: '{"event":"A"}' },
      { id: 'a-2', event: 'message', data: 'one\ntwo' },
    ]);
    expect(reader.lastId).toBe('a-3');
  }
});

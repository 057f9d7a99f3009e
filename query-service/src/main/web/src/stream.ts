/** One message of a stream of server-sent events. */
export interface Message {
  id: string;
  event: string;
  data: string;
}

/**
 * Splits a stream's text into messages as it comes; what is not whole yet waits for the rest. The
 * browser's own EventSource cannot send the header that the session's cookie needs beside it.
 */
export class MessageReader {
  private rest = '';
  private id = '';
  private event = '';
  private data: string[] = [];

  read(chunk: string): Message[] {
    const lines = (this.rest + chunk).split(/\r\n|\n|\r/);
    this.rest = lines.pop() ?? '';
    return lines.map((line) => this.line(line)).filter((message) => message !== undefined);
  }

  private line(line: string): Message | undefined {
    if (line === '') {
      const message = { id: this.id, event: this.event || 'message', data: this.data.join('\n') };
      const any = this.data.length > 0;
      this.event = '';
      this.data = [];
      return any ? message : undefined;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') this.id = value;
    else if (field === 'event') this.event = value;
    else if (field === 'data') this.data.push(value);
    return undefined;
  }

  /** What to send as Last-Event-ID to go on here. */
  get lastId(): string {
    return this.id;
  }
}

package dev.riffle.ingest.collect.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Reads requests as Vert.x does, and refuses a field that is folded over several lines (RFC 9112,
 * section 5.2), which Netty would join: two servers in a row that read such a field differently can
 * be made to disagree on where a request ends. Likewise a transfer coding other than chunked. What
 * else could, both lengths at once for example, Netty itself refuses. A body whose frame is broken
 * is refused in words too.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {
  private final Runnable refuseBody;
  private boolean inBody;
  private boolean inFields;
  private boolean refused;

  StrictRequestDecoder(HttpServerOptions options, Runnable refuseBody) {
    super(options);
    this.refuseBody = refuseBody;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (refused) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (!inBody && foldsField(in)) {
      refused = true;
      in.skipBytes(in.readableBytes());
      HttpMessage message = createInvalidMessage();
      message.setDecoderResult(
          DecoderResult.failure(new IllegalArgumentException("a folded field")));
      out.add(message);
      return;
    }
    int before = out.size();
    super.decode(context, in, out);
    for (int i = before; i < out.size(); i++) {
      Object read = out.get(i);
      if (isBrokenBody(read)) {
        refused = true;
        ReferenceCountUtil.release(out.remove(i));
        refuseBody.run();
        return;
      }
      if (read instanceof HttpRequest request && hasUnknownCoding(request)) {
        refused = true;
        request.setDecoderResult(
            DecoderResult.failure(new IllegalArgumentException("an unknown transfer coding")));
      }
      inBody = (inBody || read instanceof HttpRequest) && !(read instanceof LastHttpContent);
      inFields = false;
    }
  }

  /** Netty would read such a request as one without a body, and its body as the next request. */
  private static boolean hasUnknownCoding(HttpRequest request) {
    List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return !codings.isEmpty()
        && !(codings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst().strip()));
  }

  /** Such as a chunk with a size that is none. Vert.x would close the connection without a word. */
  private static boolean isBrokenBody(Object read) {
    return read instanceof HttpContent content
        && !(read instanceof HttpRequest)
        && content.decoderResult().isFailure();
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    inFields = true;
    return super.createMessage(initialLine);
  }

  /** Looks from the beginning of a line up to the end of the head, or of what is there of it. */
  private boolean foldsField(ByteBuf in) {
    if (inFields && in.isReadable() && isBlank(in.getByte(in.readerIndex()))) {
      return true;
    }
    for (int lf = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        lf >= 0 && lf + 1 < in.writerIndex();
        lf = in.indexOf(lf + 1, in.writerIndex(), (byte) '\n')) {
      byte next = in.getByte(lf + 1);
      if (next == '\r' || next == '\n') {
        return false;
      }
      if (isBlank(next)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}

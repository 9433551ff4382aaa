package io.github.spotifygateway.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/**
 * Reads and writes the JSON of the gateway's own types, which is the same in every host
 * application, however it has its own JSON written. Other types are not its business.
 */
final class OwnJsonConverter extends JacksonJsonHttpMessageConverter {

	private static final String OWN_PACKAGE = "io.github.spotifygateway.";

	OwnJsonConverter() {
		super(JsonMapper.shared());
	}

	@Override
	public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
		return isOwn(type.toClass()) && super.canRead(type, mediaType);
	}

	@Override
	public boolean canWrite(ResolvableType targetType, Class<?> valueClass, @Nullable MediaType mediaType) {
		return isOwn(valueClass) && super.canWrite(targetType, valueClass, mediaType);
	}

	@Override
	protected void writeInternal(Object value, ResolvableType type, HttpOutputMessage message,
			@Nullable Map<String, Object> hints) throws IOException {
		WholeMessage whole = new WholeMessage(message.getHeaders());
		super.writeInternal(value, type, whole, hints);
		// Spring MVC flushes what it wrote, and without a length that is never the end
		message.getHeaders().setContentLength(whole.getBody().size());
		whole.getBody().writeTo(message.getBody());
	}

	private static boolean isOwn(Class<?> type) {
		return type.getName().startsWith(OWN_PACKAGE);
	}

	/**
	 * A message whose length is known before its first byte goes out.
	 */
	private static final class WholeMessage implements HttpOutputMessage {

		private final HttpHeaders headers;

		private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);

		private WholeMessage(HttpHeaders headers) {
			this.headers = headers;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public ByteArrayOutputStream getBody() {
			return this.body;
		}

	}

}

package io.github.spotifygateway.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
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

	private static boolean isOwn(Class<?> type) {
		return type.getName().startsWith(OWN_PACKAGE);
	}

}

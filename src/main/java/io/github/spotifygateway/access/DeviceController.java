package io.github.spotifygateway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spotifygateway.access.ApiTokens.Minted;
import io.github.spotifygateway.access.DeviceLogins.Begun;
import io.github.spotifygateway.web.Allowance;
import io.github.spotifygateway.web.CallerAddress;
import io.github.spotifygateway.web.DatabaseOutageFilter;
import io.github.spotifygateway.web.PublicUrl;
import io.github.spotifygateway.web.TooOftenException;
import io.github.spotifygateway.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a device without a browser calls to come by an API token. For everyone, without a
 * cookie: these calls act for nobody, so no other site can do harm with them. They speak
 * as OAuth does, errors too, so that any library for RFC 8628 can make them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628, OAuth 2.0 Device
 * Authorization Grant</a>
 */
@RestController
class DeviceController {

	private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	private static final String UNNAMED = "unnamed device";

	private static final Log logger = LogFactory.getLog(DeviceController.class);

	private final DeviceLogins logins;

	private final Allowance perAddress;

	private final PublicUrl publicUrl;

	DeviceController(DeviceLogins logins, Allowance perAddress, PublicUrl publicUrl) {
		this.logins = logins;
		this.perAddress = perAddress;
		this.publicUrl = publicUrl;
	}

	/**
	 * {@code POST /api/device}, form-encoded: {@code scope}, the token's scopes separated
	 * by spaces, {@code read} when left out; {@code client_name}, 1 to 60 printable
	 * characters that the user sees. Errors: {@code invalid_request},
	 * {@code invalid_scope}; {@code temporarily_unavailable} with 429 when the address
	 * began too many, with 503 when all together did or the database is away.
	 * @param request the request
	 * @return the codes, and where the user shall go
	 */
	@PostMapping(path = "/api/device", produces = MediaType.APPLICATION_JSON_VALUE)
	Codes begin(HttpServletRequest request) {
		DeviceForm form = new DeviceForm(request);
		String clientName = form.findName("client_name").orElse(UNNAMED);
		Set<ApiTokenScope> scopes = form.find("scope")
			.map((scope) -> ApiTokenScope.parse(List.of(StringUtils.tokenizeToStringArray(scope, " "))))
			.orElse(ApiTokenScope.LEAST);
		this.perAddress.require(CallerAddress.of(request));
		return codes(this.logins.begin(clientName, scopes, request.getRemoteAddr()));
	}

	/**
	 * {@code POST /api/device/token}, form-encoded: {@code grant_type},
	 * {@code urn:ietf:params:oauth:grant-type:device_code}; {@code device_code}. Errors:
	 * {@code authorization_pending}, {@code slow_down}, {@code access_denied},
	 * {@code expired_token}, {@code invalid_grant}, {@code unsupported_grant_type},
	 * {@code invalid_request}; {@code temporarily_unavailable} with 503 when the database
	 * is away, which costs the device nothing.
	 * @param request the request
	 * @return the API token, once
	 */
	@PostMapping(path = "/api/device/token", produces = MediaType.APPLICATION_JSON_VALUE)
	Token redeem(HttpServletRequest request) {
		DeviceForm form = new DeviceForm(request);
		if (!form.require("grant_type").equals(GRANT_TYPE)) {
			throw new DeviceLoginException(DeviceError.UNSUPPORTED_GRANT_TYPE);
		}
		DeviceCode code = DeviceCode.parse(form.require("device_code"))
			.orElseThrow(() -> new DeviceLoginException(DeviceError.INVALID_GRANT));
		return Token.of(this.logins.redeem(code));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> handle(DeviceLoginException ex) {
		HttpStatus status = (ex.getError() == DeviceError.TEMPORARILY_UNAVAILABLE) ? HttpStatus.SERVICE_UNAVAILABLE
				: HttpStatus.BAD_REQUEST;
		return error(ex.getError(), ResponseEntity.status(status));
	}

	@ExceptionHandler(UnknownScopeException.class)
	ResponseEntity<Map<String, String>> unknownScope() {
		return error(DeviceError.INVALID_SCOPE, ResponseEntity.badRequest());
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> tooOften(TooOftenException ex) {
		return error(DeviceError.TEMPORARILY_UNAVAILABLE, ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
			.header(HttpHeaders.RETRY_AFTER, Long.toString(ex.getRetryAfterSeconds())));
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ResponseEntity<Map<String, String>> databaseFailed(NestedRuntimeException ex, HttpServletRequest request) {
		if (!DatabaseOutageFilter.isOutage(ex)) {
			throw ex;
		}
		logger.warn("Request " + RequestId.of(request) + " of a device was not answered because the database failed ["
				+ ex.getMostSpecificCause().getClass().getSimpleName() + "]");
		return error(DeviceError.TEMPORARILY_UNAVAILABLE, ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, Integer.toString(DeviceLogins.POLL_INTERVAL)));
	}

	private Codes codes(Begun begun) {
		String userCode = begun.userCode().reveal();
		String page = this.publicUrl.resolve("/device");
		return new Codes(begun.deviceCode().reveal(), userCode, page, page + "?user_code=" + userCode,
				DeviceLogins.LIFETIME.toSeconds(), DeviceLogins.POLL_INTERVAL);
	}

	private static ResponseEntity<Map<String, String>> error(DeviceError error, ResponseEntity.BodyBuilder response) {
		return response.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("error", error.code(), "error_description", error.description()));
	}

	/**
	 * What a device begins with.
	 *
	 * @param deviceCode the secret to fetch the token with
	 * @param userCode what the user types
	 * @param verificationUri where the user types it
	 * @param verificationUriComplete the same address with the code in it
	 * @param expiresIn seconds for which the codes are good
	 * @param interval seconds to let pass between two questions
	 */
	record Codes(@JsonProperty("device_code") String deviceCode, @JsonProperty("user_code") String userCode,
			@JsonProperty("verification_uri") String verificationUri,
			@JsonProperty("verification_uri_complete") String verificationUriComplete,
			@JsonProperty("expires_in") long expiresIn, int interval) {

		@Override
		public String toString() {
			return "Codes[expiresIn=" + this.expiresIn + "]";
		}

	}

	/**
	 * What a device ends with.
	 *
	 * @param accessToken the API token
	 * @param tokenType always {@code Bearer}
	 * @param expiresIn seconds for which it is good
	 * @param scope what it allows
	 */
	record Token(@JsonProperty("access_token") String accessToken, @JsonProperty("token_type") String tokenType,
			@JsonProperty("expires_in") long expiresIn, String scope) {

		static Token of(Minted minted) {
			Instant end = minted.token().expiresAt();
			return new Token(minted.value().reveal(), "Bearer",
					Duration.between(minted.token().createdAt(), end).toSeconds(),
					ApiTokenScope.write(minted.token().scopes()));
		}

		@Override
		public String toString() {
			return "Token[scope=" + this.scope + "]";
		}

	}

}

package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A device without a browser that wants an API token.
 */
public final class Device {

	private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	private final JsonNode codes;

	private Device(JsonNode codes) {
		this.codes = codes;
	}

	/**
	 * Let a device ask for codes.
	 * @param form what it sends
	 */
	public static Device begin(Gateway gateway, String form) {
		HttpResponse<String> response = gateway.newBrowser().submit("/api/device", form);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return new Device(Json.read(response));
	}

	/**
	 * All it was told.
	 */
	JsonNode codes() {
		return this.codes;
	}

	public String userCode() {
		return this.codes.get("user_code").asString();
	}

	/**
	 * Where it sends its user.
	 */
	public String verificationUriComplete() {
		return this.codes.get("verification_uri_complete").asString();
	}

	String deviceCode() {
		return this.codes.get("device_code").asString();
	}

	/**
	 * Where the page reads what it asks for.
	 */
	String path() {
		return "/api/device/requests/" + userCode();
	}

	/**
	 * Ask for the token once, at any node.
	 */
	HttpResponse<String> poll(Gateway gateway) {
		return poll(gateway, deviceCode());
	}

	/**
	 * Ask for the token until a user has decided, as if the interval had passed.
	 * @return the token, or the error
	 */
	public String redeem(Gateway gateway) {
		JsonNode answer = Json.read(poll(gateway));
		return answer.path("access_token").asString(answer.path("error").asString(""));
	}

	static HttpResponse<String> poll(Gateway gateway, String deviceCode) {
		return gateway.newBrowser()
			.submit("/api/device/token", "grant_type=" + GRANT_TYPE + "&device_code=" + deviceCode);
	}

}

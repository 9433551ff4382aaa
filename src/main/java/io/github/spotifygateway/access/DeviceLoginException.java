package io.github.spotifygateway.access;

/**
 * A device gets no codes, or no token, for now or for good.
 */
class DeviceLoginException extends RuntimeException {

	private final DeviceError error;

	DeviceLoginException(DeviceError error) {
		super(error.code());
		this.error = error;
	}

	DeviceError getError() {
		return this.error;
	}

}

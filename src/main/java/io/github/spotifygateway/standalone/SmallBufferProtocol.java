package io.github.spotifygateway.standalone;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 as Tomcat speaks it, with less memory for each open connection: event streams
 * stay open by the thousand, and most of their memory was buffers that are never filled.
 */
public final class SmallBufferProtocol extends Http11NioProtocol {

	private static final int ANSWER_BYTES = 1024;

	private static final int TRAILER_BYTES = 1024;

	/** Requests longer than this are read in several turns. */
	private static final int REQUEST_BYTES = 2048;

	/**
	 * For Tomcat, which knows a protocol by the name of its class.
	 */
	public SmallBufferProtocol() {
		setMaxTrailerSize(TRAILER_BYTES);
		if (!setProperty("socket.appReadBufSize", String.valueOf(REQUEST_BYTES))) {
			throw new IllegalStateException("Tomcat has no such setting");
		}
	}

	/**
	 * How much of an answer is collected before it goes to the buffer of the socket,
	 * twice: as bytes and, with two bytes each, as characters.
	 */
	@Override
	public int getDesiredBufferSize() {
		return ANSWER_BYTES;
	}

}

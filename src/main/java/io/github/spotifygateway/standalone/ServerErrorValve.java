package io.github.spotifygateway.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.github.spotifygateway.web.HttpProblems;
import io.github.spotifygateway.web.ProblemWriter;
import io.github.spotifygateway.web.RequestId;
import io.github.spotifygateway.web.SecurityHeaders;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;

/**
 * Answers requests that Tomcat refuses by itself, before any filter: a malformed path,
 * headers beyond the limit.
 */
final class ServerErrorValve extends ErrorReportValve {

	private final SecurityHeaders securityHeaders;

	private final ProblemWriter problemWriter;

	ServerErrorValve(SecurityHeaders securityHeaders, ProblemWriter problemWriter) {
		this.securityHeaders = securityHeaders;
		this.problemWriter = problemWriter;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		this.securityHeaders.writeHeaders(request, response);
		response.setHeader(RequestId.HEADER, RequestId.of(request));
		try {
			this.problemWriter.write(HttpProblems.of(HttpStatusCode.valueOf(status)), request, response);
			response.finishResponse();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

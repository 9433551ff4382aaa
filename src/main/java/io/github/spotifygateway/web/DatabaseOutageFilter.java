package io.github.spotifygateway.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 when a filter behind this one finds the database away: the caller may come
 * back, and is neither signed out nor told that a token is wrong.
 */
public final class DatabaseOutageFilter extends OncePerRequestFilter {

	private static final Log outages = LogFactory.getLog(DatabaseOutageFilter.class);

	private final ErrorAnswers errorAnswers;

	/**
	 * Create the filter.
	 * @param errorAnswers writes the answer
	 */
	public DatabaseOutageFilter(ErrorAnswers errorAnswers) {
		this.errorAnswers = errorAnswers;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | DataAccessException | TransactionException ex) {
			if (response.isCommitted() || !isOutage(ex)) {
				throw ex;
			}
			log(ex, request);
			response.reset();
			this.errorAnswers.write(HttpStatus.SERVICE_UNAVAILABLE, request, response);
		}
	}

	/**
	 * Say in one line that the database did not do what a request needed. The text of the
	 * database may quote what was to be stored, so only the kinds of exceptions are
	 * named.
	 */
	static void log(Exception ex, HttpServletRequest request) {
		outages.warn("Request " + RequestId.of(request) + " was not answered because the database failed ["
				+ NestedExceptionUtils.getMostSpecificCause(ex).getClass().getSimpleName() + "]");
	}

	/**
	 * Whether something failed because the database did not do what it does otherwise; a
	 * statement that is wrong by itself is no outage.
	 * @param failure what was thrown
	 * @return {@code true} if it may succeed later
	 */
	public static boolean isOutage(@Nullable Throwable failure) {
		// Spring MVC wraps what goes wrong before it has chosen a controller
		Throwable cause = (failure instanceof ServletException) ? failure.getCause() : failure;
		return cause instanceof TransactionException
				|| (cause instanceof DataAccessException && !(cause instanceof DataIntegrityViolationException)
						&& !(cause instanceof InvalidDataAccessApiUsageException)
						&& !(cause instanceof InvalidDataAccessResourceUsageException)
						&& !(cause instanceof DataRetrievalFailureException));
	}

}

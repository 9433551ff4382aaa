package io.github.spotifygateway.store;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.spotifygateway.startup.StartupFailure;

import org.springframework.dao.DataAccessException;

/**
 * What went wrong with the database, for the one who runs the gateway.
 */
public final class DatabaseFailure {

	private static final int H2_FILE_IN_USE = 90020;

	private static final int H2_DATABASE_NOT_THERE = 90146;

	private static final Pattern QUOTED = Pattern.compile("\"[^\"]+\"");

	private DatabaseFailure() {
	}

	/**
	 * A database that was open and then failed.
	 * @param ex what it said
	 * @return problem and remedy
	 */
	public static StartupFailure whileInUse(DataAccessException ex) {
		return new StartupFailure("The database failed: " + text(ex.getMostSpecificCause()) + ".",
				"Run the command again when the database is well; what it has done until now is kept.", ex);
	}

	static boolean isNotThere(Exception ex) {
		return code(ex) == H2_DATABASE_NOT_THERE;
	}

	static StartupFailure toOpen(Exception ex) {
		if (code(ex) == H2_FILE_IN_USE) {
			Matcher path = QUOTED.matcher(String.valueOf(ex.getMessage()));
			return new StartupFailure("Another process has the H2 database" + (path.find() ? " " + path.group() : "")
					+ " open, and only one at a time can.", "Stop the gateway that runs on it first.", ex);
		}
		return new StartupFailure("The database cannot be opened: " + text(ex) + ".",
				"Check that it is running, and spring.datasource.url, .username and .password.", ex);
	}

	private static int code(Exception ex) {
		return (ex instanceof SQLException sql) ? sql.getErrorCode() : 0;
	}

	/**
	 * What the driver says, unless it quotes the URL, which may hold a password.
	 */
	private static String text(Throwable ex) {
		String message = String.valueOf(ex.getMessage()).lines().findFirst().orElse("");
		return message.contains("jdbc:") ? ex.getClass().getSimpleName() : message.replaceAll("\\.+$", "");
	}

}

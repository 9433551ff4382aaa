package io.github.spotifygateway.connection;

/**
 * How many connections there are.
 *
 * @param connected those that can be used
 * @param reauthorize those whose grant ended
 * @param dueWithin30Days those whose grant ends within 30 days
 * @param dueWithin7Days those whose grant ends within 7 days
 * @param dueWithin1Day those whose grant ends within a day
 */
public record ConnectionCounts(long connected, long reauthorize, long dueWithin30Days, long dueWithin7Days,
		long dueWithin1Day) {

}

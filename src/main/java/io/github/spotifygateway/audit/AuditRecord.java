package io.github.spotifygateway.audit;

import java.time.Instant;

import io.github.spotifygateway.web.SecurityEvent;

/**
 * An entry of the audit trail.
 *
 * @param event what happened
 * @param happenedAt when, or when the last of them did
 * @param occurrences how often, within a minute
 */
record AuditRecord(SecurityEvent event, Instant happenedAt, int occurrences) {
}

/**
 * The audit trail: what is security-relevant is logged, counted and kept for a while.
 */
@NullMarked
package io.github.spotifygateway.audit;

import org.jspecify.annotations.NullMarked;

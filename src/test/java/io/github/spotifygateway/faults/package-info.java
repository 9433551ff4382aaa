/**
 * What nodes do under load when something goes wrong: slow and lost answers, callers that
 * are gone, nodes that are killed. Each test prints figures, in lines that begin with
 * {@code FAULTS}.
 */
@NullMarked
package io.github.spotifygateway.faults;

import org.jspecify.annotations.NullMarked;

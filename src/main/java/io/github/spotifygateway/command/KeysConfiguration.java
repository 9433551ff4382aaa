package io.github.spotifygateway.command;

import io.github.spotifygateway.keys.KeysAutoConfiguration;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * The little of the server that the commands need. The database comes without its
 * migration: nodes of another version may be using it.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, KeysAutoConfiguration.class })
class KeysConfiguration {

}

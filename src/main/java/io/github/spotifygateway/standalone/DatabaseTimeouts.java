package io.github.spotifygateway.standalone;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Keeps requests from waiting for a database that is away, and from giving up on one that
 * is busy. PostgreSQL's driver would wait for ever for one that has stopped answering.
 * What the operator sets comes first.
 *
 * @see <a href=
 * "https://jdbc.postgresql.org/documentation/use/#connection-parameters">PostgreSQL JDBC,
 * Connection parameters</a>
 */
final class DatabaseTimeouts implements BeanPostProcessor {

	private static final String SECONDS = "1";

	private static final String SECONDS_TO_LOG_IN = "2";

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null
				&& pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
			pool.getDataSourceProperties().putIfAbsent("loginTimeout", SECONDS_TO_LOG_IN);
			pool.getDataSourceProperties().putIfAbsent("connectTimeout", SECONDS);
			pool.getDataSourceProperties().putIfAbsent("socketTimeout", SECONDS);
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof HikariDataSource pool) ? new PatientDataSource(pool) : bean;
	}

}

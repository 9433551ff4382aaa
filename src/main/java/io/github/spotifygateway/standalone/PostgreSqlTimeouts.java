package io.github.spotifygateway.standalone;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Keeps requests from waiting for a PostgreSQL that has stopped answering: its driver
 * would wait for ever. What the operator sets comes first.
 *
 * @see <a href=
 * "https://jdbc.postgresql.org/documentation/use/#connection-parameters">PostgreSQL JDBC,
 * Connection parameters</a>
 */
final class PostgreSqlTimeouts implements BeanPostProcessor {

	private static final String SECONDS = "1";

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource dataSource && dataSource.getJdbcUrl() != null
				&& dataSource.getJdbcUrl().startsWith("jdbc:postgresql:")) {
			dataSource.getDataSourceProperties().putIfAbsent("connectTimeout", SECONDS);
			dataSource.getDataSourceProperties().putIfAbsent("socketTimeout", SECONDS);
		}
		return bean;
	}

}

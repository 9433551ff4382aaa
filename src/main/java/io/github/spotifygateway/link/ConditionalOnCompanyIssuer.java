package io.github.spotifygateway.link;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * For what is there only where tokens of a company are taken: where
 * {@code spotify-gateway.jwt.issuer} is set and {@code spotify-gateway.jwt.enabled} is
 * not {@code false}.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnCompanyIssuerCondition.class)
public @interface ConditionalOnCompanyIssuer {

}

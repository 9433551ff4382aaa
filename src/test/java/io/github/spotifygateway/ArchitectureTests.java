package io.github.spotifygateway;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Which package may use which, and what may be seen of it.
 */
@AnalyzeClasses(packages = "io.github.spotifygateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule arrowsGoOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("application")
		.definedBy("io.github.spotifygateway")
		.layer("command")
		.definedBy("..command..")
		.layer("standalone")
		.definedBy("..standalone..")
		.layer("ways in")
		.definedBy("..login..", "..access..", "..jwt..", "..page..")
		.layer("features")
		.definedBy("..profile..", "..live..", "..card..", "..relay..", "..doctor..", "..docs..", "..forwardauth..",
				"..springcloud..")
		.layer("audit")
		.definedBy("..audit..")
		.layer("playback")
		.definedBy("..playback..")
		.layer("translation")
		.definedBy("..translation..")
		.layer("spotify")
		.definedBy("..spotify..")
		.layer("link")
		.definedBy("..link..")
		.layer("connection")
		.definedBy("..connection..")
		.layer("foundation")
		.definedBy("..keys..", "..store..", "..upstream..", "..web..")
		.layer("startup")
		.definedBy("..startup..")
		.whereLayer("application")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("command")
		.mayOnlyBeAccessedByLayers("application")
		.whereLayer("standalone")
		.mayOnlyBeAccessedByLayers("application")
		.whereLayer("ways in")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("features")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("playback")
		.mayOnlyBeAccessedByLayers("features")
		.whereLayer("translation")
		.mayOnlyBeAccessedByLayers("features")
		.whereLayer("spotify")
		.mayOnlyBeAccessedByLayers("ways in", "features", "playback", "translation")
		.whereLayer("link")
		.mayOnlyBeAccessedByLayers("ways in", "features", "spotify")
		.whereLayer("connection")
		.mayOnlyBeAccessedByLayers("command", "ways in", "features", "playback", "translation", "spotify", "link")
		.whereLayer("foundation")
		.mayOnlyBeAccessedByLayers("command", "standalone", "ways in", "features", "playback", "translation", "spotify",
				"link", "connection", "audit")
		.whereLayer("audit")
		.mayOnlyBeAccessedByLayers("command")
		.whereLayer("startup")
		.mayOnlyBeAccessedByLayers("command", "ways in", "features", "connection", "foundation");

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching("io.github.spotifygateway.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule featuresDoNotSeeEachOther = slices()
		.matching("io.github.spotifygateway."
				+ "(login|access|jwt|page|profile|live|card|relay|doctor|docs|audit|forwardauth|springcloud)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static final ArchRule beanMethodsAreNotPublic = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.notBePublic();

	/**
	 * So that they are never taken for a host application's.
	 */
	@ArchTest
	static final ArchRule beansAreNamedAfterTheGateway = methods().that()
		.areAnnotatedWith(Bean.class)
		.and()
		.areDeclaredInClassesThat()
		.resideOutsideOfPackages("..standalone..", "..command..")
		.should()
		.haveNameMatching("spotifyGateway[A-Z].*");

	@ArchTest
	static final ArchRule controllersAreNotPublic = classes().that()
		.areAnnotatedWith(RestController.class)
		.or()
		.areAnnotatedWith(RestControllerAdvice.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule fieldsArePrivateAndFinal = fields().that()
		.areNotStatic()
		.and()
		.doNotHaveModifier(JavaModifier.SYNTHETIC)
		.and()
		// these two live as long as the document they read
		.areNotDeclaredIn("io.github.spotifygateway.relay.LinkRewriter")
		.and()
		.areNotDeclaredIn("io.github.spotifygateway.relay.JsonCharacters")
		.should()
		.bePrivate()
		.andShould()
		.beFinal();

	@ArchTest
	static final ArchRule configurationPropertiesAreRecords = classes().that()
		.areAnnotatedWith(ConfigurationProperties.class)
		.should()
		.beRecords();

	@ArchTest
	static final ArchRule nothingIsNamedAfterNothing = noClasses().should()
		.haveNameMatching(".*(Impl|Util|Utils|Helper|Manager2)");

}

package io.github.spotifygateway.card;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

import io.github.spotifygateway.playback.NowPlaying;
import io.github.spotifygateway.playback.NowPlaying.State;
import io.github.spotifygateway.playback.NowPlaying.Type;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever an item is called, a card is well-formed, and nothing of the name becomes more
 * than text.
 */
class SvgCardPropertyTests {

	private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

	private static final Set<String> ELEMENTS = Set.of("svg", "style", "rect", "clipPath", "path", "text", "a", "g",
			"image");

	private static final Set<CardField> ALL = EnumSet.allOf(CardField.class);

	@Property(tries = 300)
	void anyNamesMakeAWellFormedCardOfKnownElements(@ForAll("names") String title, @ForAll("names") String creator,
			@ForAll("names") String collection) throws Exception {
		List<Element> elements = elements(draw(ALL, title, creator, collection));
		assertThat(elements).extracting(Element::getTagName).isSubsetOf(ELEMENTS);
		assertThat(elements).extracting(Element::getTagName).containsOnlyOnce("svg", "style", "a");
		assertThat(elements).noneMatch(SvgCardPropertyTests::refersOutside);
	}

	@Property(tries = 300)
	void whatACardDoesNotListIsNowhereInIt(@ForAll("fields") Set<CardField> fields) {
		String drawn = draw(fields, "TITLE", "CREATOR", "COLLECTION")
				+ JsonCard.write(content(fields, "TITLE", "CREATOR", "COLLECTION"));
		assertThat(drawn.contains("TITLE")).isEqualTo(fields.contains(CardField.TITLE));
		assertThat(drawn.contains("CREATOR")).isEqualTo(fields.contains(CardField.CREATORS));
		assertThat(drawn.contains("COLLECTION")).isEqualTo(fields.contains(CardField.COLLECTION));
		assertThat(drawn.contains("i.scdn.co")).isEqualTo(fields.contains(CardField.COVER));
		assertThat(drawn.contains("open.spotify.com")).isEqualTo(fields.contains(CardField.LINK));
		assertThat(drawn.contains("Now playing")).isEqualTo(fields.contains(CardField.STATE));
		assertThat(drawn.contains("3:20")).isEqualTo(fields.contains(CardField.PROGRESS));
		assertThat(drawn.contains("2026-11-21"))
			.isEqualTo(fields.contains(CardField.STATE) || fields.contains(CardField.PROGRESS));
	}

	@Provide
	Arbitrary<String> names() {
		Arbitrary<String> nasty = Arbitraries.of("</text><script>alert(1)</script>", "]]>", "<!--", "&#0;", "&amp;",
				"\"><image href=\"https://evil.test\"/>", "<![CDATA[", "<?xml?>", "\u0000", "\ud800", "\udc00\ud800",
				"\ufffe\uffff", "\u202e", "' onload='alert(1)", "</style>", "url(https://evil.test)", "👩‍👩‍👧‍👦",
				"أغنية", "千本桜", "javascript:alert(1)", "\r\n");
		return Arbitraries.oneOf(Arbitraries.strings().all().ofMaxLength(60), nasty,
				nasty.list().ofMaxSize(6).map((parts) -> String.join("", parts)));
	}

	@Provide
	Arbitrary<Set<CardField>> fields() {
		return Arbitraries.of(CardField.class).set().ofMinSize(1);
	}

	private static String draw(Set<CardField> fields, String title, String creator, String collection) {
		return SvgCard.draw(content(fields, title, creator, collection), CardTheme.AUTO, CardLayout.WIDE, null);
	}

	private static CardContent content(Set<CardField> fields, String title, String creator, String collection) {
		Card card = new Card("1", "name", "…abcd", fields, CardTheme.AUTO, CardLayout.WIDE, NOW);
		NowPlaying playing = new NowPlaying(State.PLAYING, Type.TRACK, title, List.of(creator), collection,
				"https://i.scdn.co/image/1", "https://open.spotify.com/track/1", 1_000L, 200_000L, null, NOW, false);
		return CardContent.of(card, Snapshot.of(playing), NOW);
	}

	private static List<Element> elements(String svg) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
		factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
		DocumentBuilder builder = factory.newDocumentBuilder();
		builder.setErrorHandler(null);
		Document document = builder.parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
		NodeList nodes = document.getElementsByTagName("*");
		List<Element> elements = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			elements.add((Element) nodes.item(i));
		}
		return elements;
	}

	private static boolean refersOutside(Element element) {
		String href = element.getAttribute("href");
		return (!href.isEmpty() && !href.equals("https://open.spotify.com/track/1"))
				|| element.getAttribute("onload").length() > 0
				|| (element.getTagName().equals("style") && element.getTextContent().contains("url("));
	}

}

package io.github.spotifygateway.simulator;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

import javax.imageio.ImageIO;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;

/**
 * Draws a cover per number, each in a colour of its own, so that a browser without
 * internet has something to show. Who asks for nothing but pixels gets a PNG. No token is
 * needed, as for Spotify's images.
 */
final class CoverImages implements Endpoint {

	static final String PATH = "/image/";

	private static final int DEGREES_BETWEEN_COLOURS = 47;

	static boolean areAskedBy(Request request) {
		return Endpoint.path(request).matches(PATH + "\\d{1,4}");
	}

	@Override
	public ResponseDefinitionBuilder answer(Request request) {
		int number = Integer.parseInt(Endpoint.path(request).substring(PATH.length()));
		String size = Parameters.ofQuery(request).get("size", "640").replaceAll("\\D", "");
		ResponseDefinitionBuilder answer = wantsPixels(request)
				? Answers.status(200)
					.withHeader("Content-Type", "image/png")
					.withBody(png(number, Math.max(1, Integer.parseInt(size))))
				: Answers.body(200, "image/svg+xml", svg(number, size));
		return answer.withHeader("Cache-Control", "public, max-age=86400");
	}

	private static boolean wantsPixels(Request request) {
		String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "*/*");
		return accept.contains("image/png") && !accept.contains("*") && !accept.contains("svg");
	}

	private static byte[] png(int number, int size) {
		BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		float hue = number * DEGREES_BETWEEN_COLOURS % 360 / 360f;
		graphics.setColor(Color.getHSBColor(hue, 0.62f, 0.55f));
		graphics.fillRect(0, 0, size, size);
		disc(graphics, Color.getHSBColor(hue, 0.41f, 0.83f), size, 0.625);
		disc(graphics, Color.getHSBColor(hue, 0.62f, 0.35f), size, 0.1875);
		graphics.dispose();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "png", out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private static void disc(Graphics2D graphics, Color color, int size, double part) {
		graphics.setColor(color);
		graphics.fill(new Ellipse2D.Double(size * (1 - part) / 2, size * (1 - part) / 2, size * part, size * part));
	}

	private static String svg(int number, String size) {
		return GoldenBody.text("cover.svg")
			.replace("{{size}}", size)
			.replace("{{hue}}", String.valueOf(number * DEGREES_BETWEEN_COLOURS % 360));
	}

}

package com.example.host;

import java.time.Clock;
import java.time.Instant;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the host serves.
 */
@RestController
class HostController {

	private final Clock clock;

	HostController(Clock clock) {
		this.clock = clock;
	}

	@GetMapping({ "/orders/{number}", "/open/orders/{number}", "/api/orders/{number}", "/api/me/orders/{number}",
			"/v1/orders/{number}" })
	Order order(@PathVariable int number) {
		return new Order(number, this.clock.instant(), null);
	}

	/**
	 * Right beside the gateway's paths.
	 */
	@RequestMapping({ "/api/tokens/list/all", "/api/device/list", "/api/device/requests/1/notes", "/api/cards/1/prices",
			"/api/me/top/sellers", "/assets/logo.png", "/v1/**" })
	String beside() {
		return "host";
	}

	@PostMapping({ "/", "/assets/page.js", "/docs", "/device", "/cards/aaaaaaaaaaaaaaaaaaaaaaaaaa.svg" })
	String posted() {
		return "host";
	}

	@PostMapping("/open/orders")
	Order order(@RequestBody Order order) {
		return order;
	}

	@GetMapping("/open/refused")
	Order refused() {
		throw new IllegalStateException("refused");
	}

	@GetMapping("/open/broken")
	Order broken() {
		throw new UnsupportedOperationException("broken");
	}

	/**
	 * What goes over the wire.
	 */
	record Order(int orderNumber, Instant orderedAt, String customerNote) {
	}

}

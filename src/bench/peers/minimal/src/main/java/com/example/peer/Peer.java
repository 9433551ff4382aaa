package com.example.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class Peer {

	public static void main(String[] args) {
		SpringApplication.run(Peer.class, args);
	}

	@GetMapping("/")
	String hello() {
		return "hello";
	}

}

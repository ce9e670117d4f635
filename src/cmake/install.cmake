# SPDX-License-Identifier: MIT
# What `cmake --install` copies: a package of one target, to be found by
# find_package(wasyncio), natively by pkg-config too.  The folder of the package
# is laid out as the source tree is, so wasyncio.cmake and the toolchain files
# are the same in both.
if(NOT WASYNCIO_TARGET STREQUAL "native")
	# One package has one target: it needs no folder of that name.
	set(CMAKE_INSTALL_LIBDIR lib CACHE PATH "Where libraries are installed.")
endif()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(_package "${CMAKE_INSTALL_LIBDIR}/cmake/wasyncio")
set(_made "${PROJECT_BINARY_DIR}/package")

set(_libraries wasyncio)
if(TARGET wasyncio_check_flag)
	list(APPEND _libraries wasyncio_check_flag)
endif()
install(TARGETS ${_libraries} EXPORT wasyncio
	ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
	INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT wasyncio NAMESPACE wasyncio:: FILE wasyncioTargets.cmake
	DESTINATION "${_package}")
install(FILES include/wasyncio.h include/wasyncio_test.h DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY include/wasyncio DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
	FILES_MATCHING PATTERN "*.h")

configure_file(src/cmake/wasyncioConfig.cmake.in "${_made}/wasyncioConfig.cmake"
	@ONLY)
# Before 1.0 a minor version may break what the one before it had.
write_basic_package_version_file("${_made}/wasyncioConfigVersion.cmake"
	COMPATIBILITY SameMinorVersion)
install(FILES "${_made}/wasyncioConfig.cmake"
	"${_made}/wasyncioConfigVersion.cmake" DESTINATION "${_package}")

# wasyncio-ps needs nothing but Node.
install(FILES src/graph/ps.mjs src/graph/memory.mjs src/graph/show.mjs
	src/graph/tasks.mjs
	DESTINATION "${_package}/src/graph")
file(RELATIVE_PATH _ps "${CMAKE_INSTALL_FULL_BINDIR}"
	"${CMAKE_INSTALL_PREFIX}/${_package}/src/graph/ps.mjs")
file(WRITE "${_made}/wasyncio-ps" "#!/usr/bin/env node\n"
	"import('${_ps}').then(({main}) => {\n"
	"  process.exitCode = main(process.argv.slice(2));\n});\n")
install(PROGRAMS "${_made}/wasyncio-ps" DESTINATION "${CMAKE_INSTALL_BINDIR}")

install(DIRECTORY src/cmake DESTINATION "${_package}/src"
	FILES_MATCHING PATTERN "*.cmake" PATTERN "*.list" PATTERN "*.mjs"
	PATTERN install.cmake EXCLUDE)
if(WASYNCIO_TARGET STREQUAL "native")
	# For WebAssembly there is none: the Asyncify step after the link needs
	# CMake, and -lwasyncio alone would give a program that does not start.
	# Paths are relative to the file, which may be moved with the rest.
	file(RELATIVE_PATH _up "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig"
		"${CMAKE_INSTALL_PREFIX}")
	string(REGEX REPLACE "/$" "" _up "${_up}")
	foreach(_dir LIBDIR INCLUDEDIR)
		set(_${_dir} "${CMAKE_INSTALL_${_dir}}")
		if(NOT IS_ABSOLUTE "${_${_dir}}")
			string(PREPEND _${_dir} "\${prefix}/")
		endif()
	endforeach()
	set(_UNDERSCORE "")
	if(APPLE)
		set(_UNDERSCORE _)
	endif()
	configure_file(src/cmake/wasyncio.pc.in "${_made}/wasyncio.pc" @ONLY)
	install(FILES "${_made}/wasyncio.pc"
		DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
else()
	install(FILES src/coro/eh.wat src/coro/limits.wat src/coro/unlimited.wat
		DESTINATION "${_package}/src/coro")
	install(DIRECTORY ${WASYNCIO_TARGET} DESTINATION "${_package}"
		FILES_MATCHING PATTERN "*.cmake" PATTERN "*.js" PATTERN "*.mjs"
		PATTERN "*.mts")
endif()

# The native program on a bare base: no SDK and no runtime inside.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends clang zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source

# Packages first: they change seldom, and the layer is kept.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/QrMenuTelegram/QrMenuTelegram.csproj src/QrMenuTelegram/packages.native.lock.json src/QrMenuTelegram/
COPY src/QrMenuTelegram/Messages/TextKeys.targets src/QrMenuTelegram/Messages/
RUN dotnet restore src/QrMenuTelegram --locked-mode -p:Native=true

COPY src/QrMenuTelegram/ src/QrMenuTelegram/
RUN dotnet publish src/QrMenuTelegram -c Release --no-restore -p:DebugType=none -p:StripSymbols=true --use-current-runtime -p:Native=true -o /program

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && mkdir -p /data \
    && chown "$APP_UID" /data
COPY --from=build /program/QrMenuTelegram /program/libe_sqlite3.so /program/libSkiaSharp.so /usr/local/bin/
COPY LICENSE THIRD-PARTY-NOTICES.txt /usr/local/share/doc/qrmenu-telegram/

ENV Storage__Path=/data/qrmenu-telegram.db
VOLUME /data
# Where a .env file is looked for.
WORKDIR /app
USER $APP_UID

ENTRYPOINT ["QrMenuTelegram"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["QrMenuTelegram", "health"]
STOPSIGNAL SIGTERM

from newsclean_weather import weather_box

from newsclean.testing import CleanerSuite


class TestWeatherBox(CleanerSuite):
    cleaner = weather_box
    noise = ("Weather today: light rain, 12 °C", "Weather tonight: clear, -3 °C.", "WEATHER TOMORROW: fog, 41°F")
    noisy = (
        "⟦Weather today: light rain, 12 °C\n\n⟧The bridge at Hartwell is open again.",
        "The bridge at Hartwell is open again.\n⟦Weather tonight: clear, -3 °C.\n⟧The ferry stays in harbour.",
    )
    clean = (
        "The ferry stays.\n\nWeather today: nobody in Hartwell talks of anything else.",
        "The ferry stays.\n\n“Weather today: light rain, 12 °C”, said the board in the harbour.",
    )
